import { ChangedMeanwhile } from '../settings/changed-meanwhile.ts';
import type { Change, Journal } from '../settings/journal.ts';
import type { FunctionState, LambdaSettings } from '../settings/settings.ts';

export const aState = (overrides: Partial<FunctionState> = {}): FunctionState => ({
  ...{ name: 'shop-sell', arn: 'arn:aws:lambda:us-east-1:000000000000:function:shop-sell' },
  ...{ memoryMb: 512, revisionId: 'r0', architecture: 'arm64', reservedConcurrency: null },
  ...{ logGroup: '/aws/lambda/shop-sell', logFormat: 'Text' },
  ...overrides,
});

/** Lambda with these functions; what it is told is in `calls`. */
export function fakeSettings(states: FunctionState[]) {
  const calls: string[] = [];
  const all = new Map(states.map((state) => [state.name, state]));
  let revision = 0;
  const change = (name: string, fields: Partial<FunctionState>): string => {
    const revisionId = `r${(revision += 1)}`;
    all.set(name, { ...all.get(name)!, ...fields, revisionId });
    return revisionId;
  };
  const settings: LambdaSettings & { close(): void } = {
    read: async (name) => all.get(name)!,
    setMemory: async (name, memoryMb, revisionId) => {
      if (all.get(name)!.revisionId !== revisionId) throw new ChangedMeanwhile(name);
      calls.push(`${name} ${memoryMb} MB`);
      return change(name, { memoryMb });
    },
    reserve: async (name, reservedConcurrency) => {
      calls.push(`${name} reserved ${reservedConcurrency}`);
      all.set(name, { ...all.get(name)!, reservedConcurrency });
    },
    close: () => undefined,
  };
  return { settings, calls, change, of: (name: string) => all.get(name)! };
}

/** A journal in memory. */
export function fakeJournal(changes: Change[] = []): Journal & { changes: Change[] } {
  const journal = {
    changes,
    read: () => structuredClone(journal.changes),
    claim: (change: Change) => {
      if (journal.changes.some(({ arn }) => arn === change.arn)) return false;
      journal.write(change);
      return true;
    },
    write: (change: Change) => {
      journal.remove(change);
      journal.changes.push(structuredClone(change));
    },
    remove: (change: Change) =>
      void (journal.changes = journal.changes.filter(({ arn }) => arn !== change.arn)),
  };
  return journal;
}

export const aChange = (overrides: Partial<Change> = {}): Change => ({
  ...{ function: 'shop-sell', arn: aState().arn, region: 'us-east-1', pid: 1 },
  startedAt: '2026-01-05T08:00:00.000Z',
  was: { memoryMb: 512 },
  set: { memoryMb: [128, 1024] },
  ...overrides,
});
