import { createDocumentClient } from '@acado/dynamodb';
import {
  createPayloadStore,
  createS3Client,
  eventBridgeEnvelopeSchema,
  orderPlacedSchema,
  resolveOrder,
} from '@acado/events';
import { createSqsHandler, logger } from '@acado/powertools';
import { createReceiptStore } from '../../adapters/receipt-store.ts';
import { renderingConfig } from '../../config.ts';
import { issueReceipts } from '../../domain/issue-receipts.ts';

export const handler = createSqsHandler({
  services: () => {
    const { payloadsBucket, ...config } = renderingConfig();
    const s3 = createS3Client();
    return {
      payloads: createPayloadStore({ s3, bucket: payloadsBucket }),
      receipts: createReceiptStore({ ...config, s3, dynamodb: createDocumentClient() }),
    };
  },
  message: eventBridgeEnvelopeSchema(orderPlacedSchema),
  correlationId: ({ detail }) => detail.metadata.correlationId,
  handle: async (messages, { payloads, receipts }) => {
    const deliveries = messages.map(({ messageId, value }) => ({
      messageId,
      readOrder: () => resolveOrder(value.detail, payloads),
    }));
    const { failed, issued } = await issueReceipts(deliveries, receipts);
    logger.info('Receipts issued', { received: messages.length, issued, failed: failed.length });
    return { failed };
  },
});
