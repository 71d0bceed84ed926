import { createDocumentClient } from '@acado/dynamodb';
import {
  correlationIdOf,
  createOrderRetries,
  createPayloadStore,
  createQueueClient,
  createS3Client,
  failedOrders,
  orderDeliveries,
  orderMessageSchema,
} from '@acado/events';
import { countRecords, createSqsHandler, logger } from '@acado/powertools';
import { createReceiptStore } from '../../adapters/receipt-store.ts';
import { renderingConfig } from '../../config.ts';
import { issueReceipts } from '../../domain/issue-receipts.ts';

export const handler = createSqsHandler({
  services: () => {
    const { payloadsBucket, queueUrl, ...config } = renderingConfig();
    const s3 = createS3Client();
    return {
      retries: createOrderRetries({ sqs: createQueueClient(), queueUrl }),
      payloads: createPayloadStore({ s3, bucket: payloadsBucket }),
      receipts: createReceiptStore({ ...config, s3, dynamodb: createDocumentClient() }),
    };
  },
  message: orderMessageSchema,
  correlationId: correlationIdOf,
  handle: async (messages, { payloads, receipts, retries }) => {
    const deliveries = orderDeliveries(messages, payloads);
    countRecords(deliveries.length);
    const { failed, issued } = await issueReceipts(deliveries, receipts);
    logger.info('Receipts issued', {
      received: deliveries.length,
      issued,
      failed: failed.length,
      failedOrders: failedOrders(failed),
    });
    return { failed: await retries.separate(messages, failed) };
  },
});
