import type { PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Refused } from '@acado/powertools/batch';

/** EventBridge did not take an entry. */
export class EntryRefused extends Error {
  override readonly name = 'EntryRefused';
  /** EventBridge's error code. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Faults of the entry itself; everything else may pass. */
const PERMANENT = /Malformed|Invalid|NotAuthorized|AccessDenied|Redaction/;

/** The answer has one entry per entry sent, in the same order; one without an event id was not taken. */
export const refusedEntries = <Sent>(
  sent: readonly Sent[],
  { Entries }: PutEventsCommandOutput,
): Refused<Sent>[] =>
  sent.flatMap((item, position) => {
    const { EventId, ErrorCode, ErrorMessage = '' } = Entries?.[position] ?? {};
    if (EventId && !ErrorCode) return [];
    const error = new EntryRefused(ErrorCode ?? 'NoAnswer', ErrorMessage);
    return [{ item, error, retryable: !PERMANENT.test(error.code) }];
  });
