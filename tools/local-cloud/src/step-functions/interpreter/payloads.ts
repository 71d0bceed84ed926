import { type Json, MAX_PAYLOAD_BYTES } from '../json.ts';
import { StateFailure } from './state-failure.ts';

/** Input and output as events carry them. */
export const inputDetails = (input: string) => ({ input, inputDetails: { truncated: false } });
export const outputDetails = (output: string) => ({ output, outputDetails: { truncated: false } });

export const textOf = (value: Json): string => JSON.stringify(value);

/** @throws StateFailure `States.DataLimitExceeded` */
export const limited = (text: string, what: string, did = 'returned a result'): string => {
  if (Buffer.byteLength(text) <= MAX_PAYLOAD_BYTES) return text;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${what}' ${did} with a size exceeding the maximum number of bytes service limit.`,
  );
};
