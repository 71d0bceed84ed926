import * as z from 'zod/mini';
import { Exact } from '../exact.ts';
import { amount, choice, flag, KIB, MIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

/** Architectures as the Lambda API names them. */
export const ARCHITECTURES = ['x86_64', 'arm64'] as const;

/** `/tmp` that costs nothing, in MB. */
const FREE_EPHEMERAL_MB = 512;

/** An asynchronous event up to this size is one request; each started 64 KB above it is one more. */
const ASYNC_FIRST_BYTES = 256 * KIB;
const ASYNC_NEXT_BYTES = 64 * KIB;

/** Memory of a function, in MB. */
export const memoryMb = whole('Memory of the function, in MB', { min: 128, max: 10_240 });

/** Architecture of a function. */
export const architecture = choice('Architecture of the function', ARCHITECTURES);

const schema = usageLine('lambda', {
  architecture,
  memoryMb,
  requests: whole('Invocations, failed ones included'),
  billedMs: z.optional(
    whole(
      'Sum of the Billed Duration of all requests, in ms, as REPORT lines say it: Init is in it. Give this or durationMs',
    ),
  ),
  durationMs: z.optional(
    amount('Duration of one request, without Init, in ms; rounded up to 1 ms for each request'),
  ),
  initMs: z.optional(amount('Init of one cold start, in ms; billed with the first request')),
  coldStarts: z.optional(whole('Requests with an Init')),
  ephemeralStorageMb: orElse(
    whole('Size of /tmp, in MB; 512 are free', { min: FREE_EPHEMERAL_MB, max: 10_240 }),
    FREE_EPHEMERAL_MB,
  ),
  asyncEventBytes: orElse(
    whole('Size of an asynchronous event, in bytes; 0 for synchronous requests', { max: MIB }),
    0,
  ),
  provisioned: orElse(flag('The requests ran on provisioned concurrency'), false),
}).check(
  z.refine(({ billedMs, durationMs }) => (billedMs === undefined) !== (durationMs === undefined), {
    path: ['billedMs'],
    error: 'Expected either billedMs (of all requests) or durationMs (of one)',
  }),
  z.refine(({ billedMs, initMs }) => billedMs === undefined || initMs === undefined, {
    path: ['initMs'],
    error: 'Not with billedMs: Billed Duration has Init in it already',
  }),
  z.refine(({ initMs, coldStarts }) => (initMs === undefined) === (coldStarts === undefined), {
    path: ['coldStarts'],
    error: 'Expected initMs and coldStarts together',
  }),
  z.refine(({ requests, coldStarts = 0 }) => coldStarts <= requests, {
    path: ['coldStarts'],
    error: 'Expected no more cold starts than requests',
  }),
);

/**
 * Billed duration of one invocation in ms, rounded up to 1 ms, at least 1. Since 2025-08-01 Init is billed in every
 * packaging and runtime, so REPORT's `Billed Duration` includes it and must not have it added again.
 *
 * @param durationMs `Duration` of the REPORT line, in ms.
 * @param initMs `Init Duration` of the REPORT line, in ms; 0 for a warm start.
 *
 * @example
 * billedDurationMs(1233.96, 463.512); // 1698
 */
export const billedDurationMs = (durationMs: number, initMs = 0): number =>
  Math.max(1, Exact.of(durationMs).plus(initMs).ceil().toNumber());

const totalBilledMs = (usage: z.infer<typeof schema>): Exact => {
  const { requests, billedMs, durationMs = 0, initMs = 0, coldStarts = 0 } = usage;
  if (billedMs !== undefined) return Exact.of(billedMs);
  const warm = Exact.of(billedDurationMs(durationMs)).times(requests - coldStarts);
  return warm.plus(Exact.of(billedDurationMs(durationMs, initMs)).times(coldStarts));
};

/** GB-seconds of memory held for milliseconds. */
const gbSeconds = (mb: number, ms: Exact): Exact => ms.times(mb).over(KIB * 1000);

/**
 * Lambda: requests, and GB-seconds of billed duration (MB / 1,024 × s).
 *
 * Source: AWS Lambda pricing page and Developer Guide, as of 2026-10.
 */
export const lambda = defineMeter({
  name: 'lambda',
  summary: 'Lambda invocations: requests, duration, ephemeral storage over 512 MB',
  schema,
  example: {
    meter: 'lambda',
    region: 'us-east-1',
    architecture: 'arm64',
    memoryMb: 512,
    requests: 1_000_000,
    billedMs: 23_000_000,
  },
  measure(usage) {
    const { architecture, requests, asyncEventBytes, ephemeralStorageMb } = usage;
    const perEvent =
      1 +
      (asyncEventBytes > ASYNC_FIRST_BYTES
        ? chunks(asyncEventBytes - ASYNC_FIRST_BYTES, ASYNC_NEXT_BYTES)
        : 0);
    const duration = totalBilledMs(usage);
    const kind = usage.provisioned ? 'provisioned-duration' : 'duration';
    const charges = [
      charge(`lambda.requests.${architecture}`, Exact.of(requests).times(perEvent)),
      charge(`lambda.${kind}.${architecture}`, gbSeconds(usage.memoryMb, duration)),
    ];
    const extraMb = ephemeralStorageMb - FREE_EPHEMERAL_MB;
    if (extraMb > 0) {
      charges.push(
        charge(`lambda.ephemeral-storage.${architecture}`, gbSeconds(extraMb, duration)),
      );
    }
    return charges;
  },
});
