import { Exact } from '../exact.ts';
import { amount, KIB, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';
import { architecture, memoryMb } from './lambda.ts';

/** Provisioned concurrency is billed in steps of 5 minutes. */
const STEP_SECONDS = 300;

/**
 * Provisioned concurrency while it is configured, used or not. What runs on it is a `lambda` line with
 * `provisioned: true`.
 *
 * Source: AWS Lambda pricing page, as of 2026-10.
 */
export const lambdaProvisionedConcurrency = defineMeter({
  name: 'lambda-provisioned-concurrency',
  summary: 'Lambda provisioned concurrency while configured, in steps of 5 minutes',
  schema: usageLine('lambda-provisioned-concurrency', {
    architecture,
    memoryMb,
    concurrency: whole('Execution environments kept ready'),
    seconds: amount('How long it is configured, in s; rounded up to 5 minutes'),
  }),
  example: {
    meter: 'lambda-provisioned-concurrency',
    region: 'us-east-1',
    architecture: 'arm64',
    memoryMb: 1024,
    concurrency: 10,
    seconds: 28_800,
  },
  measure({ architecture, memoryMb, concurrency, seconds }) {
    const billed = Exact.of(seconds).over(STEP_SECONDS).ceil().times(STEP_SECONDS);
    const gb = Exact.of(memoryMb).over(KIB);
    return [
      charge(`lambda.provisioned-concurrency.${architecture}`, billed.times(gb).times(concurrency)),
    ];
  },
});
