import { parseMark } from '@acado/tuning';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Configuration, Functions, Ports } from './ports.ts';
import type { Remains } from './remains.ts';

/** How long an update of a function may take. */
const SETTLED_WITHIN_MS = 300_000;

/**
 * Removes what runs left. The mark of `$LATEST` goes last and the lock after all else, so that this can be repeated
 * from wherever it ended.
 */
export async function cleanUp(
  { functions, locks }: Ports,
  { functionArn, latest, versions, lock }: Remains,
  pollMs = 1000,
): Promise<void> {
  if (latest) {
    const { original, description = '' } = latest;
    const isOver = (now: Configuration): boolean => parseMark(now.description) === undefined;
    let now = await settled(functions, functionArn, pollMs);
    // Somebody may have deployed over it since it was looked at: that stands.
    if (!isOver(now) && now.architecture !== original.architecture) {
      const { architecture } = original;
      await functions.changeArchitecture(functionArn, { architecture, revisionId: now.revisionId });
      now = await settled(functions, functionArn, pollMs);
    }
    if (!isOver(now))
      await functions.configure(functionArn, {
        ...{ memoryMb: original.memoryMb, description, revisionId: now.revisionId },
      });
  }
  for (const { version } of versions) await functions.deleteVersion(functionArn, version);
  if (lock) await locks.remove(functionArn, lock.runId);
}

async function settled(
  { latest }: Functions,
  functionArn: string,
  pollMs: number,
): Promise<Configuration> {
  const deadline = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const now = await latest(functionArn);
    if (!now.isChanging) return now;
    if (Date.now() > deadline) throw new Error(`${functionArn} is being updated and does not end`);
    await sleep(pollMs);
  }
}
