import { createDocumentClient } from '@acado/dynamodb';
import {
  createPayloadStore,
  createS3Client,
  eventBridgeEnvelopeSchema,
  orderPlacedSchema,
  resolveOrder,
} from '@acado/events';
import { createSqsHandler, logger, metrics } from '@acado/powertools';
import { createOrderStore } from '../../adapters/order-store.ts';
import { storingConfig } from '../../config.ts';
import { storeOrders } from '../../domain/store-orders.ts';

export const handler = createSqsHandler({
  services: () => {
    const config = storingConfig();
    const s3 = createS3Client();
    return {
      payloads: createPayloadStore({ s3, bucket: config.payloadsBucket }),
      orders: createOrderStore({
        tableName: config.tableName,
        dynamodb: createDocumentClient(),
        bodies: createPayloadStore({ s3, bucket: config.bucket, prefix: 'orders' }),
      }),
    };
  },
  message: eventBridgeEnvelopeSchema(orderPlacedSchema),
  correlationId: ({ detail }) => detail.metadata.correlationId,
  handle: async (messages, { payloads, orders }) => {
    const deliveries = messages.map(({ messageId, value }) => ({
      messageId,
      readOrder: () => resolveOrder(value.detail, payloads),
    }));
    const { failed, stored, conflicts } = await storeOrders(deliveries, orders);
    if (conflicts.length > 0) {
      logger.warn('Another order of the same id was dropped', { orderIds: conflicts });
      metrics.addMetric('OrderConflicts', 'Count', conflicts.length);
    }
    logger.info('Orders stored', { received: messages.length, stored, failed: failed.length });
    return { failed };
  },
});
