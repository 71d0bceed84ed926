import { candidateId, candidatesOf, isSame } from './candidate.ts';
import { transitionPrice } from './costs.ts';
import { decide } from './decide.ts';
import type { FunctionInput } from './input/types.ts';
import { measurementOf } from './measurement.ts';
import { isCold } from './samples.ts';
import type { Analysis, CandidateSamples, Current, Measurement, Recommendation } from './types.ts';
import { visualizationUrl } from './visualization-url.ts';

/** What a run found, to be analysed. */
export interface Findings {
  input: FunctionInput;
  current: Current;
  /** Of the package that is measured. */
  codeSha256?: string | undefined;
  /** In any order. */
  candidates: readonly CandidateSamples[];
  startedAt: Date | string;
  finishedAt: Date | string;
  /** State transitions of the execution, as counted. */
  transitions: number;
  /** Where the tuner runs; default: the region of the function. */
  tunerRegion?: string | undefined;
  /** Where the chart is shown; default: the public page. */
  visualizationUrl?: string | undefined;
  /** What happened on the way that people should know. */
  warnings?: readonly string[] | undefined;
}

/** Nothing could be measured; the message says why of each candidate. */
export class NothingMeasuredError extends Error {
  override readonly name = 'NothingMeasured';
  readonly code = 'NOTHING_MEASURED';

  constructor(candidates: readonly CandidateSamples[]) {
    const causes = candidates.map(
      ({ candidate, failure }) =>
        `${candidateId(candidate)}: ${failure ? `${failure.error}: ${failure.cause}` : 'no samples'}`,
    );
    super(
      `No configuration could be measured. ${causes.join('; ') || 'There were no candidates.'}`,
    );
  }
}

/** In the order of the input, whatever order the samples came in; others after them. */
function inOrder({ input, current, candidates }: Findings): CandidateSamples[] {
  const order = candidatesOf(input, current).map(candidateId);
  const position = ({ candidate }: CandidateSamples): number => {
    const found = order.indexOf(candidateId(candidate));
    return found < 0 ? order.length : found;
  };
  return [...candidates].sort((a, b) => position(a) - position(b));
}

/** A version is cold once: an invocation that had to be repeated, because who made it died, was warm. */
const coldOnly = (of: CandidateSamples): CandidateSamples => {
  const samples = of.samples.filter(isCold);
  return samples.length > 0 ? { ...of, samples } : of;
};

const toIso = (time: Date | string): string => new Date(time).toISOString();

/** An analysis's fields that come from the run as it was, not from its samples. */
function describeRun({ input, current, codeSha256, startedAt, finishedAt }: Findings) {
  const { functionName, lambdaARN, region, strategy, sampling } = input;
  return {
    functionName,
    lambdaARN,
    region,
    startedAt: toIso(startedAt),
    finishedAt: toIso(finishedAt),
    strategy,
    sampling,
    codeSha256,
    current,
  };
}

/**
 * The output of a run: that of aws-lambda-power-tuning, and what goes beyond it.
 *
 * @throws {NothingMeasuredError} If no candidate has a sample and stands.
 * @throws {UnpricedUsageError} If the price book does not know the region; `assertPriced` says so before the run.
 *
 * @example
 * analyse({ input, current, candidates, startedAt, finishedAt: new Date(), transitions: 42 }).power; // 512
 */
export function analyse(findings: Findings): Analysis {
  const { input, current, transitions, tunerRegion = input.region } = findings;
  const ordered = inOrder(findings);
  const candidates = input.onlyColdStarts ? ordered.map(coldOnly) : ordered;
  const measured = candidates.filter(({ samples }) => samples.length > 0);
  if (measured.every(({ failure }) => failure !== undefined)) {
    throw new NothingMeasuredError(candidates);
  }
  const measurements = measured.map((of) => measurementOf(of, input));
  const failures = candidates.flatMap(({ candidate, failure }) =>
    failure ? [{ ...candidate, ...failure }] : [],
  );
  const recommendation = decide(candidates, input, current);
  const recommended = measurements.find((measurement) => isSame(measurement, recommendation));
  const stats = measured
    .filter(
      ({ candidate, failure }) =>
        failure === undefined && candidate.architecture === recommendation.architecture,
    )
    .map(({ candidate }) => measurements.find((measurement) => isSame(measurement, candidate))!)
    .map(({ memoryMb, averageCostUsd, averageDurationMs }) => ({
      value: memoryMb,
      averagePrice: averageCostUsd,
      averageDuration: averageDurationMs,
    }));
  const { perTransition, warning } = transitionPrice(tunerRegion);
  return {
    power: recommendation.memoryMb,
    cost: recommended?.averageCostUsd ?? 0,
    duration: recommended?.averageDurationMs ?? 0,
    stateMachine: {
      executionCost: Number((perTransition * transitions).toFixed(5)),
      lambdaCost: measurements.reduce((sum, { totalCostUsd }) => sum + totalCostUsd, 0),
      visualization: visualizationUrl(stats, { baseUrl: findings.visualizationUrl }),
    },
    ...(input.includeOutputResults ? { stats } : {}),
    ...describeRun(findings),
    architecture: recommendation.architecture,
    invocations: measurements.reduce((sum, { samples }) => sum + samples, 0),
    recommendation,
    measurements,
    failures,
    warnings: [
      ...(findings.warnings ?? []),
      ...candidates.flatMap(({ candidate, samples }, index) => {
        const warm = ordered[index]!.samples.length - samples.length;
        return warm === 0
          ? []
          : [`${candidateId(candidate)}: ${warm} invocations were no cold starts and do not count`];
      }),
      ...warningsOf(findings, measurements, recommendation),
      ...(warning === undefined ? [] : [warning]),
    ],
  };
}

function warningsOf(
  { input, current }: Findings,
  measurements: Measurement[],
  recommendation: Recommendation,
): string[] {
  const warnings: string[] = [];
  const { certainty = 1 } = recommendation;
  if (certainty < input.confidence) {
    warnings.push(
      `Another run may recommend another size that is about as good: the decision is ${Math.round(100 * certainty)} % sure`,
    );
  }
  if (!measurements.some((measurement) => isSame(measurement, current))) {
    warnings.push(
      `${candidateId(current)}, which the function has now, was not measured: add it to powerValues to know what a change saves`,
    );
  }
  for (const measurement of measurements) {
    const { refusedBecause, errors, samples } = measurement;
    if (refusedBecause !== undefined) {
      warnings.push(`${candidateId(measurement)} was not considered: ${refusedBecause}`);
    }
    if (errors > 0) {
      warnings.push(
        `${candidateId(measurement)}: ${errors} of ${samples} ended in an allowed error`,
      );
    }
  }
  if (!measurements.some((measurement) => isSame(measurement, recommendation))) {
    warnings.push('What is recommended was not measured: cost and duration are 0');
  }
  return warnings;
}
