import type { FunctionInput } from '@acado/tuning';
import { RunEnded } from '../domain/errors.ts';
import type {
  Journal,
  JournaledFailure,
  JournaledSamples,
  JournaledVersion,
  Lock,
  Start,
} from '../domain/ports.ts';
import type { TunedFunction } from '../domain/run.ts';
import { type OnEffect, performed } from './effects.ts';

interface Own {
  input?: FunctionInput;
  start?: Start;
  versions: Map<string, JournaledVersion>;
  samples: JournaledSamples[];
  failures: Map<string, JournaledFailure>;
  applying: boolean;
  transitions: number;
}

/** The journal with the same conditions as in its table. */
export function createInMemoryJournal(onEffect: OnEffect = () => undefined) {
  const locks = new Map<string, Lock>();
  const runs = new Map<string, string[]>();
  const entries = new Map<string, Own>();

  const own = ({ run, functionArn }: TunedFunction): Own => {
    const key = `${functionArn} ${run.id}`;
    const found = entries.get(key) ?? {
      versions: new Map(),
      samples: [],
      failures: new Map(),
      applying: false,
      transitions: 0,
    };
    entries.set(key, found);
    return found;
  };
  const held = ({ run, functionArn }: TunedFunction): Lock | undefined => {
    const lock = locks.get(functionArn);
    return lock?.run.id === run.id ? lock : undefined;
  };
  const keep = (tuned: TunedFunction, changes: (lock: Lock) => Partial<Lock>): void => {
    const lock = held(tuned);
    if (!lock?.open) throw new RunEnded('no lock');
    locks.set(tuned.functionArn, { ...lock, ...changes(lock) });
  };
  const effect = <T>(name: string, act: () => T): Promise<T> => performed(onEffect, name, act);

  const journal: Journal = {
    begin: (run, inputs) =>
      effect('begin', () => {
        runs.set(
          run.id,
          inputs.map(({ functionArn }) => functionArn),
        );
        for (const input of inputs) own({ run, functionArn: input.functionArn }).input = input;
      }),
    functionsOf: async (runId) => runs.get(runId) ?? [],
    acquire: (tuned, since) =>
      effect('acquire', () => {
        const standing = locks.get(tuned.functionArn);
        if (standing) return standing;
        const lock = { run: tuned.run, since, open: true };
        locks.set(tuned.functionArn, lock);
        return lock;
      }),
    lock: async (functionArn) => locks.get(functionArn),
    keepOriginal: (tuned, original, start) =>
      effect('keepOriginal', () => {
        own(tuned).start ??= start;
        keep(tuned, (lock) => ({ original: lock.original ?? original }));
      }),
    keepApplied: (tuned, original) =>
      effect('keepApplied', () => keep(tuned, () => ({ original }))),
    close: (tuned) =>
      effect('close', () => {
        const lock = held(tuned);
        if (lock) locks.set(tuned.functionArn, { ...lock, open: false });
        return lock;
      }),
    release: (tuned) =>
      effect('release', () => {
        if (held(tuned)) locks.delete(tuned.functionArn);
      }),
    entries: async (tuned) => {
      const { input, start, versions, samples, failures, transitions } = own(tuned);
      if (!input || !start) throw new Error('The journal is lost');
      return {
        input,
        start,
        versions: [...versions.values()],
        samples: [...samples],
        failures: [...failures.values()],
        transitions,
      };
    },
    putVersion: (tuned, version) =>
      effect('putVersion', () => {
        own(tuned).versions.set(`${version.candidateId}#${version.copy}`, version);
      }),
    putApplying: (tuned) => effect('putApplying', () => void (own(tuned).applying = true)),
    hasIntents: async (tuned) => {
      const { versions, applying } = own(tuned);
      return applying || [...versions.values()].some(({ version }) => version === undefined);
    },
    addSamples: (tuned, samples) =>
      effect('addSamples', () => void own(tuned).samples.push(samples)),
    putFailure: (tuned, failure) =>
      effect('putFailure', () => {
        const { failures } = own(tuned);
        if (!failures.has(failure.candidateId)) failures.set(failure.candidateId, failure);
      }),
    countTransitions: (tuned, count) =>
      effect('countTransitions', () => void (own(tuned).transitions += count)),
  };
  return { journal, locks };
}
