import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));
const receiptsSchema = z.object({ RECEIPTS_TABLE: name, RECEIPTS_BUCKET: name });
const renderingSchema = z.extend(receiptsSchema, {
  PAYLOADS_BUCKET: name,
  ORDERS_QUEUE_URL: z.url(),
});

const toReceiptsConfig = (variables: z.infer<typeof receiptsSchema>) => ({
  tableName: variables.RECEIPTS_TABLE,
  bucket: variables.RECEIPTS_BUCKET,
});

/** Where receipts are; what both functions know. */
export const receiptsConfig = () => toReceiptsConfig(parseEnvironment(receiptsSchema));

/** The same, where the orders are that were too large for an event, and the queue they all come from. */
export const renderingConfig = () => {
  const variables = parseEnvironment(renderingSchema);
  return {
    ...toReceiptsConfig(variables),
    payloadsBucket: variables.PAYLOADS_BUCKET,
    queueUrl: variables.ORDERS_QUEUE_URL,
  };
};
