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
  handle: async (posted, { orders, renderReceipt }) => {
    const { orderId } = posted.order;
    logger.setCorrelationId(posted.correlationId);
    const { task, outcome } = await orders.keep(posted);
    if (outcome === 'conflict') {
      logger.warn('Another order of the same id was dropped', { orderId });
      metrics.addMetric('OrderConflicts', 'Count', 1);
    }
    // Also for an order that is known: whoever stored it may have failed after that.
    await renderReceipt(task);
    logger.info('Order stored', { orderId, outcome });
  },
});
