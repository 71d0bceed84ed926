import type { ArchiveStore, Claim, Ledger } from '../domain/ports.ts';

/** Called around every effect: where tests interleave attempts and let them die. */
export type Step = <Result>(effect: () => Result) => Promise<Result>;

/** A ledger table and a bucket in memory, with the same atomic operations as DynamoDB and S3. */
export const inMemoryArchive = () => {
  const claims = new Map<string, Claim>();
  const objects = new Map<string, readonly string[]>();
  const stateOf = (name: string) => {
    const events = objects.get(name);
    if (!events) return 'missing';
    return events.length === 0 ? 'abandoned' : 'archived';
  };

  const seenBy = (step: Step): { ledger: Ledger; store: ArchiveStore } => ({
    ledger: {
      claim: (candidates, claim) =>
        Promise.all(
          candidates.map(({ eventId, supersedes }) =>
            step(() => {
              const standing = claims.get(eventId);
              const free = supersedes ? standing?.name === supersedes : !standing;
              if (standing && !free && standing.name !== claim.name) return standing;
              claims.set(eventId, claim);
              return claim;
            }),
          ),
        ),
    },
    store: {
      stateOf: (name) => step(() => stateOf(name)),
      create: (name, lines) =>
        step(() => {
          if (!objects.has(name)) {
            objects.set(
              name,
              lines.map(({ eventId }) => eventId),
            );
          }
          return stateOf(name) as 'archived' | 'abandoned';
        }),
    },
  });

  return {
    claims,
    objects,
    seenBy,
    /** Every archived line's event id. */
    archived: () => [...objects.values()].flat().sort(),
  };
};

export const withoutTrouble: Step = async (effect) => effect();
