import type { ArchiveLine } from './archive-line.ts';
import { type Candidate, objectName } from './object-name.ts';
import type { ArchiveStore, Claim, Ledger } from './ports.ts';

/** `busy`: another attempt holds the event and may still archive it, so ask again later. */
export type Outcome = 'archived' | 'duplicate' | 'busy';

export type Archive = {
  ledger: Ledger;
  store: ArchiveStore;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Milliseconds after which an attempt is taken for dead. Too short costs retries, never events. */
  attemptTimeout: number;
};

// A second round follows a crash. More need a crash or a rival in every round before.
const maxRounds = 4;

/**
 * Puts every line into exactly one object of a folder, however often and in whatever company the
 * line is handed in, and wherever an attempt dies (docs/adr/0003-archive-ledger.md).
 *
 * @param lines at most one per event
 * @returns the outcome by event id
 * @throws when a claim or an object could not be written; nothing is lost, all lines may be handed in again
 */
export const archiveLines = async (
  archive: Archive,
  folder: string,
  lines: readonly ArchiveLine[],
): Promise<Map<string, Outcome>> => {
  const outcomes = new Map<string, Outcome>(lines.map(({ eventId }) => [eventId, 'busy']));
  const lineOf = new Map(lines.map((line) => [line.eventId, line]));
  let candidates: Candidate[] = lines.map(({ eventId }) => ({ eventId }));
  for (let round = 0; round < maxRounds && candidates.length > 0; round++) {
    const name = objectName(folder, candidates);
    // Every claim must be known before the object is written: an event that is claimed for it but
    // missing from it would count as archived.
    const claims = await archive.ledger.claim(candidates, { name, claimedAt: archive.now() });
    const held = candidates.map(({ eventId }, index) => ({ eventId, claim: claims[index]! }));
    candidates = [];
    for (const [holder, group] of Map.groupBy(held, ({ claim }) => claim.name)) {
      const ours = holder === name;
      const state = ours
        ? await archive.store.create(
            name,
            group.map(({ eventId }) => lineOf.get(eventId)!),
          )
        : await settle(archive, holder, newest(group));
      for (const { eventId } of group) {
        if (state === 'archived') outcomes.set(eventId, ours ? 'archived' : 'duplicate');
        // Its claim is bound to a name that can never hold it: the next round finds it another.
        if (state === 'abandoned') candidates.push({ eventId, supersedes: holder });
      }
    }
  }
  return outcomes;
};

const newest = (group: readonly { claim: Claim }[]): number =>
  Math.max(...group.map(({ claim }) => claim.claimedAt));

/** What became of the object of another attempt; that of a dead attempt is given up, so that it can never appear. */
const settle = async ({ store, now, attemptTimeout }: Archive, name: string, claimedAt: number) => {
  const state = await store.stateOf(name);
  const presumedDead = now() - claimedAt > attemptTimeout;
  return state === 'missing' && presumedDead ? store.create(name, []) : state;
};
