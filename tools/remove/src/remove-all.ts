import type { Doomed } from './inventory.ts';
import { type Outcome, removeStack, type Removing } from './remove-stack.ts';

/**
 * Removes stacks, several at once where nothing of one needs the other. What a stack that stays needs stays, too.
 *
 * @param doomed Whoever goes first comes first.
 * @returns What became of each, by its key.
 */
export async function removeAll(
  doomed: readonly Doomed[],
  removing: Removing,
): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Promise<Outcome>>();
  for (const each of doomed) outcomes.set(each.key, removeAfter(each, new Map(outcomes), removing));
  const ended = new Map<string, Outcome>();
  for (const [key, outcome] of outcomes) ended.set(key, await outcome);
  return ended;
}

async function removeAfter(
  { before, ...doomed }: Doomed,
  others: ReadonlyMap<string, Promise<Outcome>>,
  removing: Removing,
): Promise<Outcome> {
  const staying: string[] = [];
  for (const key of before) {
    const outcome = await others.get(key);
    if (outcome && outcome.result !== 'removed') staying.push(key);
  }
  const outcome: Outcome =
    staying.length > 0
      ? { result: 'skipped', reason: `needed by what is still there: ${staying.join(', ')}` }
      : await removeStack({ before, ...doomed }, removing).catch((error: unknown) => ({
          result: 'failed',
          reason: error instanceof Error ? error.message : String(error),
        }));
  const text = outcome.result === 'removed' ? 'removed' : `${outcome.result}: ${outcome.reason}`;
  removing.progress.say(doomed.stack.name, text);
  return outcome;
}
