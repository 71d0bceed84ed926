import { CommandError } from '@acado/command-line';
import { isSame } from '@acado/tuning';
import { compareRuns } from '../../compare/compare-runs.ts';
import type { Comparison } from '../../compare/comparison.ts';
import { nameOf } from '../../report/format.ts';
import type { Result } from '../../report/result-file.ts';
import { settingsOf } from '../../report/run-context.ts';

/**
 * Judges by a second run whether what the first one recommended was right.
 *
 * @throws {CommandError} If the second one did not measure that.
 */
export function verifyRuns(before: Result, after: Result): Comparison {
  const facts = ['functionName', 'region'] as const;
  const differs = facts.find((fact) => before[fact] !== after[fact]);
  if (differs)
    throw new CommandError(
      `These runs are of different things: ${before[differs]}, ${after[differs]}`,
    );
  if (before.context.target !== after.context.target)
    throw new CommandError('A run on this machine says nothing of one on AWS');
  if (after.startedAt <= before.finishedAt)
    throw new CommandError('The second run was not made after the first one');
  if (!isSame(after.current, before.recommendation))
    throw new CommandError(
      `The second run found the function with ${nameOf(after.current)}, not with ${nameOf(before.recommendation)}, which the first one recommends`,
    );
  return compareRuns(before, after, settingsOf(after.context.input));
}
