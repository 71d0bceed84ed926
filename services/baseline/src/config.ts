import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(1));

type Environment = Record<string, string | undefined>;

export const placingConfig = (env?: Environment) => {
  const schema = z.object({
    STORE_ORDER_FUNCTION: name,
    /** After which no further order of a request is begun. */
    PLACING_SECONDS: z.coerce.number().check(z.positive()),
  });
  const variables = parseEnvironment(schema, env);
  return {
    storeOrderFunction: variables.STORE_ORDER_FUNCTION,
    placingMs: variables.PLACING_SECONDS * 1000,
  };
};

export const storingConfig = (env?: Environment) => {
  const schema = z.object({
    ORDERS_TABLE: name,
    ORDERS_BUCKET: name,
    RENDER_RECEIPT_FUNCTION: name,
  });
  const variables = parseEnvironment(schema, env);
  return {
    tableName: variables.ORDERS_TABLE,
    bucket: variables.ORDERS_BUCKET,
    renderReceiptFunction: variables.RENDER_RECEIPT_FUNCTION,
  };
};

export const renderingConfig = (env?: Environment) => {
  const variables = parseEnvironment(
    z.object({ RECEIPTS_BUCKET: name, ARCHIVE_BUCKET: name }),
    env,
  );
  return { receiptsBucket: variables.RECEIPTS_BUCKET, archiveBucket: variables.ARCHIVE_BUCKET };
};
