import { RunEnded } from './errors.ts';
import type { Journal, Original } from './ports.ts';
import type { TunedFunction } from './run.ts';

/**
 * What the function is to be again, from the lock of a run that may go on.
 *
 * @throws RunEnded when the run's lock is closed or another's
 */
export async function openLock(
  { journal }: { journal: Pick<Journal, 'lock'> },
  { run, functionArn }: TunedFunction,
): Promise<Original> {
  const lock = await journal.lock(functionArn);
  if (lock?.run.id !== run.id || !lock.open || !lock.original) {
    throw new RunEnded(`The run ${run.id} no longer tunes ${functionArn}`);
  }
  return lock.original;
}
