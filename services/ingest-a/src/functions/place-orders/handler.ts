import {
  createEventPublisher,
  createPayloadStore,
  createS3Client,
  ORDER_SOURCE,
} from '@acado/events';
import { createHttpHandler, logger } from '@acado/powertools';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';
import { readConfig } from '../../config.ts';
import { placeOrders, type Placing, type PostedOrder } from '../../domain/place-orders.ts';
import { answerMany, answerOne, type Outcome } from './answer.ts';
import { bodySchema, maxRequestBytes, readOrders } from './read-orders.ts';

const headersSchema = z.looseObject({
  'idempotency-key': z.optional(
    z.string().check(z.regex(/^[\x21-\x7e]{1,255}$/, 'Expected 1 to 255 visible ASCII characters')),
  ),
});

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
    eventBridge: new EventBridgeClient({ maxAttempts: 1, requestHandler }),
    payloads,
    busName: eventBus,
    source: ORDER_SOURCE,
    maxAttempts: 3,
  });
  const placing: Placing = { publisher, now: () => new Date() };
  return { placing, urlOf: (orderId: string) => `${ordersBaseUrl}/orders/${orderId}` };
};

export const handler = createHttpHandler({
  services,
  body: bodySchema,
  maxBodyBytes: maxRequestBytes,
  headers: headersSchema,
  handle: async ({ body, headers, requestId }, { placing, urlOf }) => {
    const single = !Array.isArray(body);
    const read = readOrders(body);
    const orders = read.flatMap(({ order }, index): PostedOrder[] =>
      order ? [{ order, index: single ? undefined : index }] : [],
    );
    const placements = await placeOrders(placing, {
      orders,
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
    return single ? answerOne(outcomes[0]!, urlOf) : answerMany(outcomes, urlOf);
  },
});
