import { candidateId } from '../candidate.ts';
import { decide } from '../decide.ts';
import { parseInput } from '../input/parse-input.ts';
import type { FunctionInput } from '../input/types.ts';
import { planRound } from '../plan/plan-round.ts';
import { normal, seededRandom } from '../statistics/random.ts';
import type {
  Candidate,
  CandidateId,
  CandidateSamples,
  Current,
  Recommendation,
  Sample,
} from '../types.ts';

/** A function whose durations are known. */
export interface SimulatedFunction {
  /** ms of a warm invocation without noise. */
  durationMs: (candidate: Candidate) => number;
  /** Relative standard deviation: 0.03 is 3 %. */
  noise: number;
  /** Share of invocations that take 30 % longer. */
  outliers?: number;
  /** How many times longer the first warm invocation takes; it wears off within some ten. */
  warmUp?: number;
  /** ms of Init at the first invocation of each candidate. */
  initMs?: number;
}

/** An invocation of a simulated function: the same for the same seed, candidate and index. */
export function simulateSample(
  of: SimulatedFunction,
  candidate: Candidate,
  index: number,
  seed: number,
): Sample {
  const random = seededRandom(
    seed * 7919 + candidate.memoryMb * 104_729 + index * 1_299_709 + candidate.architecture.length,
  );
  const slow = random() < (of.outliers ?? 0) ? 1.3 : 1;
  const warming = 1 + ((of.warmUp ?? 1) - 1) * Math.exp(-index / 4);
  const factor = Math.max(0.2, 1 + of.noise * normal(random)) * slow * warming;
  const durationMs = Number((of.durationMs(candidate) * factor).toFixed(2));
  const initMs = index === 0 ? of.initMs : undefined;
  return {
    durationMs,
    billedMs: Math.max(1, Math.ceil(durationMs + (initMs ?? 0))),
    initMs,
    maxMemoryUsedMb: 80,
  };
}

/** What a simulated run did. */
export interface SimulatedRun {
  recommendation: Recommendation;
  invocations: number;
  rounds: number;
  measured: CandidateSamples[];
}

/** Runs round after round until there is nothing left to plan. */
export function simulateRun(
  of: SimulatedFunction,
  input: FunctionInput,
  { current, seed }: { current: Current; seed: number },
): SimulatedRun {
  const known = new Map<CandidateId, CandidateSamples>();
  let rounds = 0;
  for (;;) {
    const round = planRound(input, current, [...known.values()]);
    if (round.done) break;
    rounds += 1;
    if (rounds > 100) throw new Error(`Does not come to an end: ${round.reason}`);
    for (const candidate of round.publish) {
      known.set(candidateId(candidate), { candidate, samples: [] });
    }
    for (const { candidate, samples } of round.measure) {
      const has = known.get(candidateId(candidate));
      if (!has) throw new Error(`Not published: ${candidateId(candidate)}`);
      while (has.samples.length < samples) {
        has.samples.push(simulateSample(of, candidate, has.samples.length, seed));
      }
    }
  }
  const measured = [...known.values()];
  return {
    recommendation: decide(measured, input, current),
    invocations: measured.reduce((sum, { samples }) => sum + samples.length, 0),
    rounds,
    measured,
  };
}

/** An input for simulations: 50 invocations of 128 to 3,008 MB unless it says otherwise. */
export const aSimulationInput = (fields: Record<string, unknown> = {}): FunctionInput =>
  parseInput({
    lambdaARN: 'arn:aws:lambda:us-east-1:123456789012:function:simulated',
    num: 50,
    ...fields,
  }).functions[0]!;
