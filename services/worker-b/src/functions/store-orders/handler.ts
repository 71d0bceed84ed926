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
import { countRecords, createSqsHandler, logger, metrics } from '@acado/powertools';
import { createOrderStore } from '../../adapters/order-store.ts';
import { storingConfig } from '../../config.ts';
import { storeOrders } from '../../domain/store-orders.ts';

export const handler = createSqsHandler({
  services: () => {
    const config = storingConfig();
    const s3 = createS3Client();
    return {
      retries: createOrderRetries({ sqs: createQueueClient(), queueUrl: config.queueUrl }),
      payloads: createPayloadStore({ s3, bucket: config.payloadsBucket }),
      orders: createOrderStore({
        tableName: config.tableName,
        dynamodb: createDocumentClient(),
        bodies: createPayloadStore({ s3, bucket: config.bucket, prefix: 'orders' }),
      }),
    };
  },
  message: orderMessageSchema,
  correlationId: correlationIdOf,
  handle: async (messages, { payloads, orders, retries }) => {
    const deliveries = orderDeliveries(messages, payloads);
    countRecords(deliveries.length);
    const { failed, stored, conflicts } = await storeOrders(deliveries, orders);
    if (conflicts.length > 0) {
      logger.warn('Another order of the same id was dropped', { orderIds: conflicts });
      metrics.addMetric('OrderConflicts', 'Count', conflicts.length);
    }
    logger.info('Orders stored', {
      received: deliveries.length,
      stored,
      failed: failed.length,
      failedOrders: failedOrders(failed),
    });
    return { failed: await retries.separate(messages, failed) };
  },
});
