import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const schema = z.object({
  EVENT_BUS: z.string().check(z.minLength(1)),
  PAYLOADS_BUCKET: z.string().check(z.minLength(3)),
  /** Where clients find the service that answers `GET /orders/{orderId}`; empty: on this host. */
  ORDERS_BASE_URL: z.union([z.literal(''), z.url()]),
});

export const readConfig = (env?: Record<string, string | undefined>) => {
  const variables = parseEnvironment(schema, env);
  return {
    eventBus: variables.EVENT_BUS,
    payloadsBucket: variables.PAYLOADS_BUCKET,
    ordersBaseUrl: variables.ORDERS_BASE_URL.replace(/\/+$/, ''),
  };
};
