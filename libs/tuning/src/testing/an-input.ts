import { parseInput } from '../input/parse-input.ts';
import type { FunctionInput } from '../input/types.ts';
import type { Candidate, CandidateSamples, Sample } from '../types.ts';

/** The ARN of the function that tests tune. */
export const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:shop';

/** One function's input: what is given, and defaults. */
export const anInput = (fields: Record<string, unknown> = {}): FunctionInput =>
  parseInput({ lambdaARN: ARN, num: 10, ...fields }).functions[0]!;

/** A warm invocation. */
export const aSample = (durationMs: number, overrides: Partial<Sample> = {}): Sample => ({
  durationMs,
  billedMs: Math.max(1, Math.ceil(durationMs)),
  maxMemoryUsedMb: 80,
  ...overrides,
});

/** A candidate on x86_64 with warm invocations of these durations. */
export const aCandidate = (
  memoryMb: number,
  durations: readonly number[],
  overrides: Partial<CandidateSamples> = {},
): CandidateSamples => ({
  candidate: x86(memoryMb),
  samples: durations.map((duration) => aSample(duration)),
  ...overrides,
});

/** A size on x86_64. */
export const x86 = (memoryMb: number): Candidate => ({ memoryMb, architecture: 'x86_64' });
