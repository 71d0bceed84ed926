import { createPayloadStore, createQueueClient, createS3Client } from '@acado/events';
import {
  type Answering,
  answerTo,
  bodySchema,
  headersSchema,
  maxRequestBytes,
  readOrders,
} from '@acado/orders/request';
import { countRecords, createHttpHandler, logger } from '@acado/powertools';
import { requestHandler } from '../../adapters/request-handler.ts';
import { createSqsInbox } from '../../adapters/sqs-inbox.ts';
import { placingConfig } from '../../config.ts';
import { placeOrders, type Placing } from '../../domain/place-orders.ts';

const services = () => {
  const { inboxUrl, payloadsBucket, ordersBaseUrl } = placingConfig();
  const inbox = createSqsInbox({
    sqs: createQueueClient({ requestHandler }),
    queueUrl: inboxUrl,
    payloads: createPayloadStore({
      s3: createS3Client({ requestHandler }),
      bucket: payloadsBucket,
    }),
    maxAttempts: 3,
  });
  const placing: Placing = { inbox, now: () => new Date() };
  const answering: Answering = {
    success: { status: 202, word: 'accepted' },
    failure: { status: 503, code: 'NOT_ACCEPTED' },
    urlOf: (orderId) => `${ordersBaseUrl}/orders/${orderId}`,
  };
  return { placing, answering };
};

export const handler = createHttpHandler({
  services,
  body: bodySchema,
  maxBodyBytes: maxRequestBytes,
  headers: headersSchema,
  handle: async ({ body, headers, requestId }, { placing, answering }) => {
    const read = readOrders(body);
    countRecords(read.length);
    const placements = await placeOrders(placing, {
      orders: read.filter((one) => !one.errors),
      idempotencyKey: headers['idempotency-key'],
      correlationId: requestId,
    });
    const failed = placements.filter(({ error }) => error);
    if (failed.length > 0) {
      const orderIds = failed.map(({ orderId }) => orderId);
      logger.error('Orders not accepted', { orderIds, error: failed[0]!.error });
    }
    return answerTo({ body, read, placements }, answering);
  },
});
