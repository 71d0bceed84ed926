import {
  type Answering,
  answerTo,
  bodySchema,
  headersSchema,
  maxRequestBytes,
  readOrders,
  toPlacedOrders,
} from '@acado/orders/request';
import { countRecords, createHttpHandler, logger, metered } from '@acado/powertools';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { invokeFunction } from '../../adapters/invoke-function.ts';
import { placingConfig } from '../../config.ts';
import { placeOrders, type Placing } from '../../domain/place-orders.ts';

const answering: Answering = {
  success: { status: 201, word: 'stored' },
  failure: { status: 502, code: 'NOT_STORED' },
};

export const handler = createHttpHandler({
  services: (): Placing => {
    const { storeOrderFunction, placingMs } = placingConfig();
    const lambda = metered(new LambdaClient());
    return {
      storeOrder: invokeFunction(lambda, storeOrderFunction),
      now: () => performance.now(),
      placingMs,
    };
  },
  body: bodySchema,
  maxBodyBytes: maxRequestBytes,
  headers: headersSchema,
  handle: async ({ body, headers, requestId }, placing) => {
    const read = readOrders(body);
    countRecords(read.length);
    const orders = toPlacedOrders(
      read.filter((one) => !one.errors),
      { idempotencyKey: headers['idempotency-key'], occurredAt: new Date().toISOString() },
    );
    const placements = await placeOrders(placing, orders, requestId);
    for (const { orderId, error } of placements) {
      if (error) logger.error('Order not placed', { orderId, error });
      else logger.info('Order placed', { orderId });
    }
    return answerTo({ body, read, placements }, answering);
  },
});
