import {
  createEventPublisher,
  createPayloadStore,
  createS3Client,
  ORDER_SOURCE,
} from '@acado/events';
import {
  type Answering,
  answerMany,
  answerOne,
  bodySchema,
  headersSchema,
  maxRequestBytes,
  type Outcome,
  readOrders,
} from '@acado/orders/request';
import { countRecords, createHttpHandler, logger, metered } from '@acado/powertools';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { readConfig } from '../../config.ts';
import { placeOrders, type Placing } from '../../domain/place-orders.ts';

// A connection that hangs must leave time for another try within the function's timeout.
const requestHandler = {
  connectionTimeout: 1000,
  requestTimeout: 2000,
  throwOnRequestTimeout: true,
};

const services = () => {
  const { eventBus, payloadsBucket, ordersBaseUrl } = readConfig();
  const payloads = createPayloadStore({
    s3: createS3Client({ requestHandler }),
    bucket: payloadsBucket,
  });
  const publisher = createEventPublisher({
    eventBridge: metered(new EventBridgeClient({ maxAttempts: 1, requestHandler })),
    payloads,
    busName: eventBus,
    source: ORDER_SOURCE,
    maxAttempts: 3,
  });
  const placing: Placing = { publisher, now: () => new Date() };
  const answering: Answering = {
    success: { status: 202, word: 'accepted' },
    failure: { status: 503, code: 'NOT_PUBLISHED' },
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
      logger.error('Orders not published', { orderIds, error: failed[0]!.error });
    }

    // The orders that were read well have one placement each, in the same order.
    const outcomes = read.map(({ errors }): Outcome => (errors ? { errors } : placements.shift()!));
    return Array.isArray(body)
      ? answerMany(outcomes, answering)
      : answerOne(outcomes[0]!, answering);
  },
});
