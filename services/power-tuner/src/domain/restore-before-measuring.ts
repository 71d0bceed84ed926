import { type Changing, restoreFunction } from './change-function.ts';
import { openLock } from './open-lock.ts';
import type { Journal } from './ports.ts';
import type { TunedFunction } from './run.ts';

/** Gives the function back what it had, so that it is itself while its versions are measured. */
export async function restoreBeforeMeasuring(
  restoring: Changing & { journal: Pick<Journal, 'lock'> },
  tuned: TunedFunction,
  deadline: number,
): Promise<{ restored: boolean }> {
  const original = await openLock(restoring, tuned);
  const { functionArn, run } = tuned;
  const restored = await restoreFunction(restoring, functionArn, {
    runId: run.id,
    original,
    deadline,
  });
  return { restored };
}
