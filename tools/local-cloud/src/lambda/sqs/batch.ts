import type { SQSRecord } from 'aws-lambda';

/** Lambda closes a batch before its event grows over the 6 MB an invocation may carry. */
export const maxBatchBytes = 6 * 1024 * 1024;
const envelopeBytes = '{"Records":[]}'.length;

export type Batch = {
  readonly records: SQSRecord[];
  /** Takes what fits and returns the rest; a batch that returned something is full. */
  add(records: SQSRecord[]): SQSRecord[];
  readonly isFull: boolean;
  /** The event of the invocation. */
  toPayload(): Buffer;
};

export const createBatch = (maxRecords: number, maxBytes = maxBatchBytes): Batch => {
  const records: SQSRecord[] = [];
  const texts: string[] = [];
  let bytes = envelopeBytes;
  let full = false;
  return {
    records,
    get isFull() {
      return full || records.length >= maxRecords;
    },
    add: (offered) => {
      for (const [index, record] of offered.entries()) {
        const text = JSON.stringify(record);
        const size = Buffer.byteLength(text) + 1;
        // A single record always goes: whether it is too large is for the invocation to say.
        if (records.length >= maxRecords || (records.length > 0 && bytes + size > maxBytes)) {
          full = true;
          return offered.slice(index);
        }
        records.push(record);
        texts.push(text);
        bytes += size;
      }
      return [];
    },
    toPayload: () => Buffer.from(`{"Records":[${texts.join(',')}]}`),
  };
};
