import { type Candidate, isSame, markText } from '@acado/tuning';
import { changeFunction, restoreFunction } from './change-function.ts';
import { RunEnded } from './errors.ts';

import { openLock } from './open-lock.ts';
import type { Clock, Configuration, Functions, Journal, Original } from './ports.ts';
import type { TunedFunction } from './run.ts';
import { settled } from './settled.ts';

export interface Applying {
  functions: Functions;
  journal: Journal;
  clock: Clock;
}

/**
 * Configures `$LATEST` as recommended; with an alias, also publishes that and points the alias at it. What is done is
 * not done again.
 */
export async function applyResult(
  applying: Applying,
  tuned: TunedFunction,
  recommended: Candidate,
  deadline: number,
): Promise<{ alias?: string | undefined; version?: string | undefined }> {
  const { functions, journal } = applying;
  const { functionArn } = tuned;
  await journal.putApplying(tuned);
  const original = await openLock(applying, tuned);
  const latest = await reconfigure(applying, tuned, { original, recommended, deadline });
  await journal.keepApplied(tuned, { ...original, ...recommended });
  const { autoOptimizeAlias: alias } = (await journal.entries(tuned)).input;
  if (alias === undefined) return {};
  const { revisionId, codeSha256 } = latest;
  // Its description is the function's own: it is the user's to keep.
  const version = await functions.publish(functionArn, { revisionId, codeSha256 });
  await functions.pointAlias(functionArn, alias, version);
  return { alias, version };
}

async function reconfigure(
  applying: Applying,
  tuned: TunedFunction,
  {
    original,
    recommended,
    deadline,
  }: { original: Original; recommended: Candidate; deadline: number },
): Promise<Configuration> {
  const { run, functionArn } = tuned;
  const candidate = { memoryMb: recommended.memoryMb, architecture: recommended.architecture };
  const guard = async () => void (await openLock(applying, tuned));
  const change = (description: string) =>
    changeFunction(applying, functionArn, { candidate, description, original, deadline }, guard);
  try {
    const latest = await settled(applying, functionArn, deadline);
    const isDone = isSame(latest, candidate) && latest.description === original.description;
    // Two changes, memory and code, under the mark, so that half of them is never taken for the whole.
    if (!isDone && candidate.architecture !== original.architecture) {
      await change(markText({ runId: run.id, original, copy: 0 }));
    }
    return await change(original.description);
  } catch (error) {
    if (error instanceof RunEnded) {
      await restoreFunction(applying, functionArn, { runId: run.id, original, deadline });
    }
    throw error;
  }
}
