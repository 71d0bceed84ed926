import { Exact } from '../exact.ts';
import { amount, KIB, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

/** Express workflows are billed in steps of 100 ms and 64 MB. */
const STEP_MS = 100;
const STEP_MB = 64;

/**
 * Standard workflows: state transitions, retries included.
 *
 * Source: AWS Step Functions pricing page, as of 2026-10.
 */
export const stepFunctionsStandard = defineMeter({
  name: 'step-functions-standard',
  summary: 'State transitions of standard workflows, retries included',
  schema: usageLine('step-functions-standard', {
    transitions: whole('State transitions, retries included'),
  }),
  example: { meter: 'step-functions-standard', region: 'us-east-1', transitions: 40_000 },
  measure: ({ transitions }) => [charge('step-functions.standard.transitions', transitions)],
});

/**
 * Express workflows: requests, and GB-seconds in steps of 100 ms and 64 MB, tiered. The steps are known with
 * confidence M.
 *
 * Source: AWS Step Functions pricing page, as of 2026-10.
 */
export const stepFunctionsExpress = defineMeter({
  name: 'step-functions-express',
  summary: 'Express workflows: requests, and duration in steps of 100 ms and 64 MB',
  schema: usageLine('step-functions-express', {
    requests: whole('Executions'),
    durationMs: amount('Duration of one execution, in ms; rounded up to 100 ms'),
    memoryMb: amount('Memory of one execution, in MB; rounded up to 64 MB'),
  }),
  example: {
    meter: 'step-functions-express',
    region: 'us-east-1',
    requests: 1_000_000,
    durationMs: 840,
    memoryMb: 50,
  },
  measure({ requests, durationMs, memoryMb }) {
    const seconds = Exact.of(chunks(durationMs, STEP_MS) * STEP_MS).over(1000);
    const gigabytes = Exact.of(chunks(memoryMb, STEP_MB) * STEP_MB).over(KIB);
    return [
      charge('step-functions.express.requests', requests),
      charge('step-functions.express.duration', seconds.times(gigabytes).times(requests)),
    ];
  },
});
