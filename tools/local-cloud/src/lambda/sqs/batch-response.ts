import type { SQSRecord } from 'aws-lambda';
import { z } from 'zod';

const responseSchema = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullable();

const parse = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString()) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * The records a function has done, by its answer under ReportBatchItemFailures. `null`, `{}` and an empty list mean all
 * of them; an answer that is malformed or names a message outside the batch means none.
 */
export const succeededRecords = (records: SQSRecord[], payload: Buffer): SQSRecord[] => {
  const response = responseSchema.safeParse(parse(payload));
  if (!response.success) return [];
  const failed = new Set(
    (response.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier),
  );
  const known = new Set(records.map(({ messageId }) => messageId));
  if ([...failed].some((id) => !known.has(id))) return [];
  return records.filter(({ messageId }) => !failed.has(messageId));
};
