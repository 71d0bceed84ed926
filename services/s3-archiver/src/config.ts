import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(3));
const positive = z.pipe(z.coerce.number(), z.int().check(z.positive()));

const schema = z.object({
  ARCHIVE_BUCKET: name,
  LEDGER_TABLE: name,
  PAYLOADS_BUCKET: name,
  ORDERS_QUEUE_URL: z.url(),
  /** Seconds: the function's timeout, after which an attempt is dead. */
  ATTEMPT_TIMEOUT: positive,
  /** Days for which the ledger remembers an event. */
  LEDGER_DAYS: positive,
});

export const readConfig = (env?: Record<string, string | undefined>) => {
  const variables = parseEnvironment(schema, env);
  return {
    archiveBucket: variables.ARCHIVE_BUCKET,
    ledgerTable: variables.LEDGER_TABLE,
    payloadsBucket: variables.PAYLOADS_BUCKET,
    queueUrl: variables.ORDERS_QUEUE_URL,
    attemptTimeout: variables.ATTEMPT_TIMEOUT * 1000,
    ledgerDays: variables.LEDGER_DAYS,
  };
};
