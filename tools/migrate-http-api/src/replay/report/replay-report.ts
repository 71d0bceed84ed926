import type { Costs } from '../../cost/compare-costs.ts';
import type { Difference } from '../compare/difference.ts';
import type { Explained } from '../judge.ts';
import type { Replayed } from '../replay-requests.ts';

/** What a replay found. */
export interface ReplayReport {
  recording: string;
  /** What the recording could not tell. */
  notes: string[];
  before: string;
  after: string;
  replayed: Replayed[];
  /** Of functions on the local cloud; absent where nobody can count them. */
  effects?: Difference[];
  /** Absent where no definition of the API was at hand. */
  costs?: Costs[];
}

/** Whether the migrated API answers alike. */
export const isSame = ({ replayed, effects = [] }: ReplayReport): boolean =>
  effects.length === 0 && replayed.every(({ judgement }) => judgement.verdict !== 'differs');

/** Whether a function answered on either side. */
export const reachedFunction = ({ judgement: { answeredBy } }: Replayed): boolean =>
  answeredBy.before === 'function' || answeredBy.after === 'function';

/** Expected differences that occurred, with the requests in which they did. */
export function explainedGroups(
  replayed: readonly Replayed[],
): { explained: Explained; requests: Replayed[] }[] {
  const groups = new Map<string, { explained: Explained; requests: Replayed[] }>();
  for (const one of replayed)
    for (const explained of one.judgement.explained) {
      const group = groups.get(explained.expected.id) ?? { explained, requests: [] };
      group.requests.push(one);
      groups.set(explained.expected.id, group);
    }
  return [...groups.values()];
}

export interface Latency {
  p50: number;
  p95: number;
}

/** Milliseconds, of answers that were given. */
export function latencyOf(milliseconds: readonly number[]): Latency {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Of both APIs, by the requests that reached a function. */
export const latencies = (replayed: readonly Replayed[]): { before: Latency; after: Latency } => {
  const reached = replayed.filter(reachedFunction);
  return {
    before: latencyOf(reached.map(({ pair }) => pair.before.ms)),
    after: latencyOf(reached.map(({ pair }) => pair.after.ms)),
  };
};
