import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod';

const schema = z.object({
  ARCHIVE_BUCKET: z.string().min(3),
  LEDGER_TABLE: z.string().min(3),
  PAYLOAD_BUCKET: z.string().min(3),
  /** Seconds: the function's timeout, after which an attempt is dead. */
  ATTEMPT_TIMEOUT: z.coerce.number().int().positive(),
  /** Days for which the ledger remembers an event. */
  LEDGER_DAYS: z.coerce.number().int().positive(),
});

export const readConfig = (env?: Record<string, string | undefined>) => {
  const variables = parseEnvironment(schema, env);
  return {
    archiveBucket: variables.ARCHIVE_BUCKET,
    ledgerTable: variables.LEDGER_TABLE,
    payloadBucket: variables.PAYLOAD_BUCKET,
    attemptTimeout: variables.ATTEMPT_TIMEOUT * 1000,
    ledgerDays: variables.LEDGER_DAYS,
  };
};
