import type { FunctionInput, InputProblem } from '@acado/tuning';
import { LONG_PAUSE } from './measure-candidate.ts';

/** Step Functions', of a state and so of an execution's output: 256 KB. A candidate takes up to 950 bytes of it. */
const MOST_CANDIDATES = 200;
/** Each takes seconds to publish, a place in the account's code storage, and a request to delete. */
const MOST_VERSIONS = 5000;
const HOUR = 3_600_000;
/** TimeoutSeconds of the state machine. */
const LONGEST_RUN = 24 * HOUR;
/** What a call of measureCandidate has, ms. */
const CALL = 540_000;
/** Of measureCandidate: each takes some ten events, of which an execution has 25,000. */
const MOST_CALLS = 2000;

/** What one function asks for. */
interface Size {
  candidates: number;
  versions: number;
  /** Of each candidate, ms. */
  pauses: number;
  /** How often measuring begins anew because of pauses: after each long one, or when time is up. */
  calls: number;
}

function sizeOf(input: FunctionInput): Size {
  const { powerValues, architectures, onlyColdStarts, parallelInvocation } = input;
  const candidates = powerValues.length * (architectures?.length ?? 1);
  const num = input.dryRun ? 1 : input.num;
  const pause = parallelInvocation ? 0 : input.sleepBetweenRunsMs;
  const pauses = num * pause;
  return {
    candidates,
    versions: candidates * (onlyColdStarts ? num : 1),
    pauses,
    calls: candidates * (pause > LONG_PAUSE ? num : pauses / CALL),
  };
}

/** What is too much for one run, and would only come to light after hours of invocations that are paid for. */
export function sizeProblems(inputs: readonly FunctionInput[], single: boolean): InputProblem[] {
  const sizes = inputs.map(sizeOf);
  const total = (of: keyof Size): number => sizes.reduce((sum, size) => sum + size[of], 0);
  const longest = Math.max(...sizes.map(({ pauses }) => pauses));
  const candidates = total('candidates');
  const versions = total('versions');
  const problems: InputProblem[] = [];
  if (candidates > MOST_CANDIDATES) {
    problems.push({
      field: single ? 'powerValues' : 'functions',
      message: `${candidates} configurations in all; the result holds at most ${MOST_CANDIDATES}`,
    });
  }
  if (versions > MOST_VERSIONS) {
    problems.push({
      field: 'num',
      message: `${versions} versions for as many cold starts; a run publishes at most ${MOST_VERSIONS}`,
    });
  }
  if (longest > LONGEST_RUN || total('calls') > MOST_CALLS) {
    problems.push({
      field: 'sleepBetweenRunsMs',
      message: `${Math.ceil(longest / HOUR)} hours of pauses for each of ${candidates} configurations are more than an execution lasts`,
    });
  }
  return problems;
}
