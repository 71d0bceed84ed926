import type { Leftover } from './ports.ts';
import type { Removing } from './remove-stack.ts';

/**
 * Removes what is there without a stack, data and all, until it is interrupted.
 *
 * @returns What is still there; why, has been shown.
 */
export async function removeLeftovers(
  leftovers: readonly Leftover[],
  { cloud, progress, signal }: Omit<Removing, 'pollMs'>,
): Promise<Leftover[]> {
  const staying: Leftover[] = [];
  for (const each of leftovers) {
    try {
      if (!signal.aborted && (await cloud.leftovers.remove(each, signal))) {
        progress.say(each.name, `${each.kind} removed`);
        continue;
      }
    } catch (error) {
      progress.say(each.name, `failed: ${error instanceof Error ? error.message : String(error)}`);
    }
    staying.push(each);
  }
  return staying;
}
