import { createDocumentClient } from '@acado/dynamodb';
import { createPayloadStore, createS3Client } from '@acado/events';
import { createPlainHandler, logger, metered, metrics } from '@acado/powertools';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { invokeFunction } from '../../adapters/invoke-function.ts';
import { createOrderTable } from '../../adapters/order-table.ts';
import { storingConfig } from '../../config.ts';
import { orderTaskSchema } from '../../domain/order-task.ts';

export const handler = createPlainHandler({
  services: () => {
    const { tableName, bucket, renderReceiptFunction } = storingConfig();
    return {
      orders: createOrderTable({
        dynamodb: createDocumentClient(),
        tableName,
        bodies: createPayloadStore({ s3: createS3Client(), bucket, prefix: 'orders' }),
      }),
      renderReceipt: invokeFunction(metered(new LambdaClient()), renderReceiptFunction),
    };
  },
  input: orderTaskSchema,
  handle: async (task, { orders, renderReceipt }) => {
    const { correlationId } = task;
    const { orderId } = task.order;
    logger.setCorrelationId(correlationId);
    const { order, outcome } = await orders.keep(task.order);
    if (outcome === 'conflict') {
      logger.warn('Another order of the same id was dropped', { orderId });
      metrics.addMetric('OrderConflicts', 'Count', 1);
    }
    // Also of an order that is known: whoever stored it may have failed after that.
    await renderReceipt({ order, correlationId });
    logger.info('Order stored', { orderId, outcome });
  },
});
