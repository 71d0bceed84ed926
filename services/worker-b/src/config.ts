import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));
const ordersSchema = z.object({ ORDERS_TABLE: name, ORDERS_BUCKET: name });
const storingSchema = z.extend(ordersSchema, { PAYLOADS_BUCKET: name, ORDERS_QUEUE_URL: z.url() });

const toOrdersConfig = (variables: z.infer<typeof ordersSchema>) => ({
  tableName: variables.ORDERS_TABLE,
  bucket: variables.ORDERS_BUCKET,
});

/** Where orders are; what both functions know. */
export const ordersConfig = () => toOrdersConfig(parseEnvironment(ordersSchema));

/** The same, where the orders are that were too large for an event, and the queue they all come from. */
export const storingConfig = () => {
  const variables = parseEnvironment(storingSchema);
  return {
    ...toOrdersConfig(variables),
    payloadsBucket: variables.PAYLOADS_BUCKET,
    queueUrl: variables.ORDERS_QUEUE_URL,
  };
};
