import { Exact } from '../exact.ts';
import { DAYS_PER_MONTH, orElse, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';
import { days } from './storage.ts';

/**
 * Customer managed keys, and requests to any key.
 *
 * Source: AWS KMS pricing page, as of 2026-10.
 */
export const kms = defineMeter({
  name: 'kms',
  summary: 'KMS keys and requests',
  schema: usageLine('kms', {
    keys: orElse(whole('Customer managed keys'), 0),
    days,
    requests: orElse(whole('Requests'), 0),
  }),
  example: { meter: 'kms', region: 'us-east-1', keys: 1, requests: 200_000 },
  measure: ({ keys, days, requests }) => [
    charge('kms.keys', Exact.of(keys).times(days).over(DAYS_PER_MONTH)),
    charge('kms.requests', requests),
  ],
});
