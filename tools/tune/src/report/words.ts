import { type Analysis, type Candidate, isSame, type Measurement } from '@acado/tuning';
import { cheaper, count, faster, moment, ms, nameOf, percent, perMillion } from './format.ts';
import type { Result } from './result-file.ts';
import { settingsOf } from './run-context.ts';

export const titleOf = ({ functionName }: Analysis): string => functionName;

/** Of a candidate; nothing if it was not measured. */
export const measurementOf = (run: Analysis, candidate: Candidate): Measurement | undefined =>
  run.measurements.find((measured) => isSame(measured, candidate));

/** What to do, in one line. */
export function headlineOf({ recommendation, current }: Analysis): string {
  if (!recommendation.change) return `Keep ${nameOf(current)}`;
  return `Configure ${nameOf(recommendation)} instead of ${nameOf(current)}`;
}

/** What a candidate does, and how that differs from what the function has now. */
export function figuresOf(run: Analysis, candidate: Candidate): string {
  const measured = measurementOf(run, candidate);
  if (!measured) return 'not measured';
  const figures = `${ms(measured.averageDurationMs)} ms and ${perMillion(measured.averageCostUsd)} per million invocations`;
  const now = measurementOf(run, run.current);
  if (isSame(candidate, run.current)) return `${figures}, as now`;
  if (!now) return figures;
  const saved = (of: (one: Measurement) => number): number => 1 - of(measured) / of(now);
  const cost = cheaper(saved(({ averageCostUsd }) => averageCostUsd));
  const duration = faster(saved(({ averageDurationMs }) => averageDurationMs));
  return `${figures}: ${cost} and ${duration} than now`;
}

/** How much the recommendation can be trusted. */
export function certaintyOf(run: Result): string {
  const { recommendation, current } = run;
  const { confidence, minimumEffect } = settingsOf(run.context.input);
  const level = `at ${percent(confidence)} confidence`;
  const effect = percent(minimumEffect);
  const failure = run.failures.find((failed) => isSame(failed, current));
  if (failure) return `What the function has now failed: ${failure.error}.`;
  if (!measurementOf(run, current)) {
    return 'What the function has now was not measured, so what a change would save is not known.';
  }
  if (!recommendation.change) {
    return recommendation.confident
      ? `Nothing that was measured is better by more than ${effect}, ${level}.`
      : `Something else may be better by more than ${effect}; it takes more invocations to tell.`;
  }
  return recommendation.confident
    ? `It is better than what the function has now by more than ${effect}, ${level}.`
    : `That it is better than what the function has now by more than ${effect} is not certain ${level}; it takes more invocations to tell.`;
}

/** Of local figures of both architectures. */
export const ONE_PROCESSOR =
  'Both architectures ran on the one processor of this machine: prices differ as on AWS, durations by chance alone.';

/** What a figure of this run means. */
export function meaningOf({ context, region, measurements }: Result): string[] {
  const { target, errorBand } = context;
  const architectures = new Set(measurements.map(({ architecture }) => architecture));
  if (target === 'aws') {
    return [`Measured on AWS, ${region}: durations are those of Lambda's own REPORT lines.`];
  }
  return [
    'Measured on this machine: the local cloud runs the packaged function with the share of a CPU, the memory and the billing that Lambda gives a size.',
    'The CPU share is modelled, and a core here is not a core of AWS: sizes compare with each other, milliseconds with AWS only roughly.',
    ...(architectures.size > 1 ? [ONE_PROCESSOR] : []),
    'Network latency to AWS services is not modelled: where the function waits for them it waits for engines on this machine, which answer sooner.',
    errorBand
      ? `How far off: on ${errorBand.basis}, durations are off by ${percent(errorBand.duration)} on average.`
      : 'How far off that is was not determined for this run; `--target aws` measures a deployed function.',
  ];
}

/** How it was measured, as terms and what they are here. */
export function methodOf(run: Result): [term: string, value: string][] {
  const { balancedWeight, confidence, minimumEffect, maxP95Ms, onlyColdStarts } = settingsOf(
    run.context.input,
  );
  const seconds = (Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000;
  return [
    ['Function', run.lambdaARN],
    ['Measured', `${moment(run.startedAt)}, for ${count(Math.round(seconds))} s`],
    [
      'Strategy',
      run.strategy === 'balanced'
        ? `balanced, cost counts ${percent(balancedWeight)}`
        : run.strategy,
    ],
    [
      'Sampling',
      `${run.sampling}, ${count(run.invocations)} invocations${onlyColdStarts ? ', cold starts only' : ''}`,
    ],
    ['Confidence', percent(confidence)],
    ['Minimum effect', `${percent(minimumEffect)}: what differs less counts as equal`],
    ...(maxP95Ms === undefined
      ? []
      : [['Constraint', `p95 of at most ${ms(maxP95Ms)} ms`] satisfies [string, string]]),
    [
      'Cost of the run',
      `$${run.stateMachine.lambdaCost.toFixed(5)} for invocations, $${run.stateMachine.executionCost.toFixed(5)} for the state machine${run.context.target === 'local' ? ' (if it ran on AWS)' : ''}`,
    ],
  ];
}

/** What the figures of the table are. */
export function figuresNoteOf(run: Result): string {
  const { includeRequestPrice } = settingsOf(run.context.input);
  const figures =
    'Means are trimmed as the input says and include cold starts, with their confidence intervals in brackets; percentiles are of warm invocations, where there are any.';
  return `${figures} List prices of ${run.region}, first volume tier, ${includeRequestPrice ? 'with' : 'without'} the price of the request, without free tier.`;
}
