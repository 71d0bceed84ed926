import { isDeepStrictEqual } from 'node:util';
import {
  type Estimate,
  estimate,
  type EstimateOptions,
  type PricedRow,
} from '../estimate/estimate.ts';
import { standardErrorsOf, tQuantile } from '../estimate/noise.ts';
import type { UsageFile } from '../estimate/usage-file.ts';

/** One meter of one function, before and after. USD. */
export interface RowDifference {
  function: string | undefined;
  /** Item of the price book. */
  item: string;
  resource: string;
  before: number;
  after: number;
  /** What the difference may be off by. */
  noise: number;
  /** See `Row`. */
  inputs: string[];
}

/** What a change does to the cost of a service. USD. */
export interface Comparison {
  /** Of a million business events. */
  events: { before: number; after: number; noise: number; rows: RowDifference[] };
  /** Of a month, beside the events. */
  monthly: { before: number; after: number; rows: RowDifference[] };
  /** Both sides were priced with the same measurement, so that what they share cancels out. */
  sameUsage: boolean;
  runs: number;
}

/**
 * Sets the estimates of two versions of a service beside each other.
 *
 * @param before `undefined` when the service is new.
 */
export function compare(
  before: Estimate | undefined,
  after: Estimate,
  options: EstimateOptions,
): Comparison {
  const sameUsage = !before || isDeepStrictEqual(before.usage, after.usage);
  const keys = [...new Set([...(before?.events ?? []), ...after.events].flatMap(keysOf))];
  const still = sums(before, before?.usage, keys, options);
  const figures = (usageBefore: UsageFile | undefined, usageAfter: UsageFile): number[] => {
    const old = sums(before, usageBefore, keys, options);
    // As a ratio, so that what both sides share cancels out: twice the memory is twice the cost, however long it takes.
    return sums(after, usageAfter, keys, options).map((cost, index) =>
      old[index]! > 0 ? (cost / old[index]!) * still[index]! : cost,
    );
  };
  const errors = sameUsage
    ? standardErrorsOf(after.usage, (moved) => figures(moved, moved))
    : inSquares(
        standardErrorsOf(after.usage, (moved) => figures(before.usage, moved)),
        standardErrorsOf(before.usage, (moved) => figures(moved, after.usage)),
      );
  const runs = Math.min(
    after.usage.measured.runs,
    before?.usage.measured.runs ?? after.usage.measured.runs,
  );
  const noises = errors.map((error) => error * tQuantile(runs));
  const rows = rowsOf(before?.events ?? [], after.events, keys, noises.slice(1));
  return {
    events: {
      before: before?.usdPerMillion ?? 0,
      after: after.usdPerMillion,
      noise: noises[0] ?? 0,
      rows,
    },
    monthly: {
      before: before?.usdPerMonth ?? 0,
      after: after.usdPerMonth,
      rows: rowsOf(before?.monthly ?? [], after.monthly),
    },
    sameUsage,
    runs,
  };
}

/** The total, and what each row costs. */
function sums(
  priced: Estimate | undefined,
  usage: UsageFile | undefined,
  keys: readonly string[],
  options: EstimateOptions,
): number[] {
  if (!priced || !usage) return [0, ...keys.map(() => 0)];
  const { events, usdPerMillion } = estimate(priced.shape, usage, options);
  const byKey = costs(events);
  return [usdPerMillion, ...keys.map((key) => byKey.get(key) ?? 0)];
}

const inSquares = (left: number[], right: number[]): number[] =>
  left.map((value, index) => Math.hypot(value, right[index] ?? 0));

/** A function on another architecture has other items of the price book, and is held to what it cost before. */
const keysOf = ({ items, function: name = '', group }: PricedRow): string[] =>
  items.map(({ item }) => JSON.stringify([name, item.replace(ARCHITECTURE, ''), group]));

const ARCHITECTURE = /\.(arm64|x86_64)$/;

function costs(rows: readonly PricedRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows)
    keysOf(row).forEach((key, index) =>
      sums.set(key, (sums.get(key) ?? 0) + (row.items[index]?.usd ?? 0)),
    );
  return sums;
}

function rowsOf(
  before: readonly PricedRow[],
  after: readonly PricedRow[],
  keys = [...new Set([...before, ...after].flatMap(keysOf))],
  noises: readonly number[] = [],
): RowDifference[] {
  const old = costs(before);
  const now = costs(after);
  return keys.map((key, index) => {
    const owners = [...after, ...before].filter((row) => keysOf(row).includes(key));
    const [name = '', , resource = ''] = JSON.parse(key) as string[];
    const { item } = owners.flatMap((row) => row.items[keysOf(row).indexOf(key)] ?? [])[0]!;
    return {
      ...{ function: name === '' ? undefined : name, item, resource },
      before: old.get(key) ?? 0,
      after: now.get(key) ?? 0,
      noise: noises[index] ?? 0,
      inputs: [...new Set(owners.flatMap(({ inputs }) => inputs))],
    };
  });
}
