import { CommandError } from '@acado/command-line';
import type { Change } from './journal.ts';
import type { LambdaSettings } from './settings.ts';

/** What came of putting a function back. */
export interface PutBack {
  function: string;
  /** In words: `memory 1024 → 512 MB`. Empty: it was as before already. */
  done: string[];
  /** What somebody else has set by now, and what was left as it is for that. */
  left: string[];
}

/**
 * Takes back what a run set, and nothing that somebody else has set since.
 *
 * @param force Takes that back too.
 */
export async function putBack(
  settings: LambdaSettings,
  { function: name, arn, was, set }: Change,
  force = false,
): Promise<PutBack> {
  const now = await settings.read(name);
  if (now.arn !== arn)
    throw new CommandError(`${name} is ${now.arn} here, but what was changed is ${arn}`, 1);
  const result: PutBack = { function: name, done: [], left: [] };
  /** @returns Whether to put it back. */
  const judge = (what: string, current: number | null, before: number | null, isOurs: boolean) => {
    if (current === before) return false;
    const mayChange = force || isOurs;
    const change = `${what} ${current ?? 'none'} → ${before ?? 'none'}`;
    (mayChange ? result.done : result.left).push(change);
    return mayChange;
  };
  const { memoryMb, reservedConcurrency } = was;
  const isOurMemory = set.memoryMb.includes(now.memoryMb);
  if (memoryMb !== undefined && judge('memory in MB', now.memoryMb, memoryMb, isOurMemory))
    await settings.setMemory(name, memoryMb, now.revisionId);
  const reserved = now.reservedConcurrency;
  const isOurs = reserved === set.reservedConcurrency;
  if (
    reservedConcurrency !== undefined &&
    judge('reserved concurrency', reserved, reservedConcurrency, isOurs)
  )
    await settings.reserve(name, reservedConcurrency);
  return result;
}
