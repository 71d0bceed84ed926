import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const placingSchema = z.object({
  INBOX_URL: z.url(),
  PAYLOADS_BUCKET: z.string().check(z.minLength(3)),
  /** Where clients find the service that answers `GET /orders/{orderId}`; empty: on this host. */
  ORDERS_BASE_URL: z.union([z.literal(''), z.url()]),
});

const publishingSchema = z.object({ EVENT_BUS: z.string().check(z.minLength(1)) });

type Environment = Record<string, string | undefined>;

export const placingConfig = (env?: Environment) => {
  const variables = parseEnvironment(placingSchema, env);
  return {
    inboxUrl: variables.INBOX_URL,
    payloadsBucket: variables.PAYLOADS_BUCKET,
    ordersBaseUrl: variables.ORDERS_BASE_URL.replace(/\/+$/, ''),
  };
};

export const publishingConfig = (env?: Environment) => ({
  eventBus: parseEnvironment(publishingSchema, env).EVENT_BUS,
});
