import { createS3Client } from '@acado/events';
import { renderReceipt } from '@acado/orders/receipt';
import { createPlainHandler, logger } from '@acado/powertools';
import { writeOnce } from '../../adapters/write-once.ts';
import { renderingConfig } from '../../config.ts';
import { archivedEvent } from '../../domain/archived-event.ts';
import { orderTaskSchema } from '../../domain/order-task.ts';

export const handler = createPlainHandler({
  services: () => ({ ...renderingConfig(), s3: createS3Client() }),
  input: orderTaskSchema,
  handle: async (task, { receiptsBucket, archiveBucket, s3 }) => {
    const { orderId } = task.order;
    logger.setCorrelationId(task.correlationId);
    const { key, json } = archivedEvent(task);
    await Promise.all([
      writeOnce(s3, {
        bucket: receiptsBucket,
        key: `receipts/${orderId}.pdf`,
        body: renderReceipt(task.order),
        contentType: 'application/pdf',
      }),
      writeOnce(s3, {
        bucket: archiveBucket,
        key,
        body: json,
        contentType: 'application/json',
      }),
    ]);
    logger.info('Receipt rendered', { orderId });
  },
});
