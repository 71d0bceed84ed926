import { type Analysis, type Candidate, candidateId } from '@acado/tuning';
import { randomUUID } from 'node:crypto';
import { runExecution } from '../../src/run/execution.ts';
import { isFailure, resultsOf } from '../../src/run/result.ts';
import type { Tuner } from '../../src/run/tuner.ts';

const ignore = (): void => undefined;

/** What is tuned, again and again. */
export interface Subject {
  name: string;
  functionName: string;
  /** Fields of the input beside those that a comparison sets. */
  input: Record<string, unknown>;
}

/** What one run came to. */
export interface Run {
  /** `arm64-512`. */
  choice: string;
  confident: boolean;
  invocations: number;
  /** USD per million and ms, by candidate. */
  measured: Record<string, { costPerMillion: number; averageMs: number; samples: number }>;
}

/** An adaptive run of a function beside an exhaustive one. */
export interface Comparison {
  name: string;
  repetition: number;
  exhaustive: Run;
  adaptive: Run;
}

export interface RunSettings {
  /** Invocations per size; of an adaptive run the most. */
  num: number;
  powerValues: number[];
  sampling: 'fixed' | 'adaptive';
}

/** Tunes once. */
export const runOnce = async (
  tuner: Tuner,
  subject: Subject,
  settings: RunSettings,
): Promise<Run> => runOf(await tune(tuner, subject, { ...settings, maxConcurrency: 1 }));

async function tune(
  tuner: Tuner,
  { functionName, input }: Subject,
  fields: Record<string, unknown>,
): Promise<Analysis> {
  const lambdaARN = tuner.arnOf(functionName);
  const { output, error, cause } = await runExecution(tuner, {
    name: `bench-${randomUUID()}`,
    input: { lambdaARN, ...input, ...fields },
    functionArns: [],
    signal: new AbortController().signal,
    ...{ pollMs: 200, cleanUpMs: 60_000 },
    ...{ onStarted: ignore, onProgress: ignore, onStopping: ignore },
  });
  const [result] = output === undefined ? [] : resultsOf(output);
  if (!result || isFailure(result)) throw new Error(`${functionName}: ${error}: ${cause}`);
  return result;
}

const runOf = ({ recommendation, invocations, measurements }: Analysis): Run => ({
  choice: candidateId(recommendation),
  confident: recommendation.confident,
  invocations,
  measured: Object.fromEntries(
    measurements.map((measurement) => [
      candidateId(measurement satisfies Candidate),
      {
        costPerMillion: Number((measurement.averageCostUsd * 1e6).toFixed(4)),
        averageMs: Number(measurement.averageDurationMs.toFixed(2)),
        samples: measurement.samples,
      },
    ]),
  ),
});
