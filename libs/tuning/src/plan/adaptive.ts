import type { FunctionInput } from '../input/types.ts';
import type { Candidate, Current, Round } from '../types.ts';
import { type Known, roundOf } from './round.ts';

/** Rounds of an adaptive run. */
export function planAdaptive(
  input: FunctionInput,
  _current: Current,
  candidates: readonly Candidate[],
  known: Known,
): Round {
  return roundOf(
    candidates.map((candidate) => ({ candidate, samples: input.num })),
    known,
    'x',
    'y',
  );
}
