import type { ArchiveLine } from './archive-line.ts';
import type { Candidate } from './object-name.ts';

/**
 * What the archive holds under a name. A name is used once: whatever stands there first stands
 * there for good, be it events (`archived`) or nothing at all (`abandoned`: an empty object).
 */
export type NameState = 'missing' | 'abandoned' | 'archived';

export type ArchiveStore = {
  stateOf: (name: string) => Promise<NameState>;
  /** Creates the object unless the name is in use; without lines it gives the name up. Returns what stands there now. */
  create: (name: string, lines: readonly ArchiveLine[]) => Promise<Exclude<NameState, 'missing'>>;
};

/** Which object an event belongs to. */
export type Claim = {
  name: string;
  /** Milliseconds since the epoch. */
  claimedAt: number;
};

export type Ledger = {
  /**
   * Claims each event for an object if nobody has, or if the name that holds it is the superseded one.
   * Returns the claims that stand, in the same order: the caller's own, or those it lost to.
   * Throws when it cannot tell for one of them, because that claim may then be there or not.
   */
  claim: (candidates: readonly Candidate[], claim: Claim) => Promise<Claim[]>;
};
