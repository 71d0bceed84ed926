import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));

const receiptsSchema = z.object({
  RECEIPTS_TABLE: name,
  RECEIPTS_BUCKET: name,
  AWS_ENDPOINT_URL: z.optional(z.url()),
});

const renderingSchema = z.extend(receiptsSchema, { PAYLOADS_BUCKET: name });

/** Where receipts are; what both functions know. */
export const receiptsConfig = () => toReceiptsConfig(parseEnvironment(receiptsSchema));

/** The same, and where the orders are that were too large for an event. */
export const renderingConfig = () => {
  const environment = parseEnvironment(renderingSchema);
  return { ...toReceiptsConfig(environment), payloadsBucket: environment.PAYLOADS_BUCKET };
};

const toReceiptsConfig = (environment: z.infer<typeof receiptsSchema>) => ({
  tableName: environment.RECEIPTS_TABLE,
  bucket: environment.RECEIPTS_BUCKET,
  // An endpoint other than AWS has no DNS name per bucket.
  s3: { forcePathStyle: environment.AWS_ENDPOINT_URL !== undefined },
});
