import { createS3Client } from '@acado/events';
import { renderReceipt } from '@acado/orders/receipt';
import { createPlainHandler, logger } from '@acado/powertools';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { renderingConfig } from '../../config.ts';
import { archivedEvent } from '../../domain/archived-event.ts';
import { orderTaskSchema } from '../../domain/order-task.ts';

export const handler = createPlainHandler({
  services: () => ({ ...renderingConfig(), s3: createS3Client() }),
  input: orderTaskSchema,
  handle: async (task, { receiptsBucket, archiveBucket, s3 }) => {
    const { orderId } = task.order;
    logger.setCorrelationId(task.correlationId);
    const receipt = new PutObjectCommand({
      Bucket: receiptsBucket,
      Key: `receipts/${orderId}.pdf`,
      Body: renderReceipt(task.order),
      ContentType: 'application/pdf',
    });
    const { key, json } = archivedEvent(task);
    const event = new PutObjectCommand({
      Bucket: archiveBucket,
      Key: key,
      Body: json,
      ContentType: 'application/json',
    });
    await Promise.all([s3.send(receipt), s3.send(event)]);
    logger.info('Receipt rendered', { orderId });
  },
});
