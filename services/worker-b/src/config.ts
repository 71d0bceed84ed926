import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));

const ordersSchema = z.object({
  ORDERS_TABLE: name,
  ORDERS_BUCKET: name,
  AWS_ENDPOINT_URL: z.optional(z.url()),
});

const storingSchema = z.extend(ordersSchema, { PAYLOADS_BUCKET: name });

/** Where orders are; what both functions know. */
export const ordersConfig = () => toOrdersConfig(parseEnvironment(ordersSchema));

/** The same, and where the orders are that were too large for an event. */
export const storingConfig = () => {
  const environment = parseEnvironment(storingSchema);
  return { ...toOrdersConfig(environment), payloadsBucket: environment.PAYLOADS_BUCKET };
};

const toOrdersConfig = (environment: z.infer<typeof ordersSchema>) => ({
  tableName: environment.ORDERS_TABLE,
  bucket: environment.ORDERS_BUCKET,
  // An endpoint other than AWS has no DNS name per bucket.
  s3: { forcePathStyle: environment.AWS_ENDPOINT_URL !== undefined },
});
