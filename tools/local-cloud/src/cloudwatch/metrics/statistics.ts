import { type Distribution } from './distribution.ts';

type Statistic = (distribution: Distribution) => number | undefined;

const BASIC: Record<string, Statistic> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

const sorted = (values: Map<number, number>): [value: number, count: number][] =>
  [...values].sort(([a], [b]) => a - b);

/** Statistics whose values are unknown have a percentile only when all values are the same. */
const samplesOf = ({ values, min, max, count }: Distribution) =>
  values ? sorted(values) : min === max ? ([[min, count]] as [number, number][]) : undefined;

/** The smallest value that `percent` of the samples do not exceed. */
const percentile =
  (percent: number): Statistic =>
  (distribution) => {
    const samples = samplesOf(distribution);
    const rank = Math.max(1, Math.ceil((percent / 100) * distribution.count - 1e-9));
    let seen = 0;
    for (const [value, count] of samples ?? []) {
      seen += count;
      if (seen >= rank) return value;
    }
    return undefined;
  };

/** Count and sum of the samples between two percentiles. */
const between = (distribution: Distribution, from: number, to: number) => {
  const samples = samplesOf(distribution);
  if (!samples) return undefined;
  const first = Math.floor((from / 100) * distribution.count + 1e-9);
  const last = Math.ceil((to / 100) * distribution.count - 1e-9);
  let seen = 0;
  let count = 0;
  let sum = 0;
  for (const [value, times] of samples) {
    const kept = Math.max(0, Math.min(seen + times, last) - Math.max(seen, first));
    seen += times;
    count += kept;
    sum += kept * value;
  }
  return { count, sum };
};

const meanBetween =
  (from: number, to: number): Statistic =>
  (distribution) => {
    const part = between(distribution, from, to);
    return part && part.count > 0 ? part.sum / part.count : undefined;
  };

const PERCENT = '(100|\\d{1,2}(?:\\.\\d{1,10})?)';
const RANGED = new RegExp(`^(TM|TC|TS)\\(${PERCENT}?%:${PERCENT}?%\\)$`, 'i');
const SIMPLE = new RegExp(`^(p|tm|tc|ts)${PERCENT}$`, 'i');

const trimmed = (kind: string, from: number, to: number): Statistic => {
  if (kind === 'tm') return meanBetween(from, to);
  return (distribution) => between(distribution, from, to)?.[kind === 'tc' ? 'count' : 'sum'];
};

/**
 * How a statistic is computed: `Average`, `p99.9`, `tm90`, `TM(10%:90%)`, `IQM`, …
 * @returns `undefined` for a name that is none
 */
export const statistic = (name: string): Statistic | undefined => {
  if (Object.hasOwn(BASIC, name)) return BASIC[name];
  if (/^iqm$/i.test(name)) return meanBetween(25, 75);
  const simple = SIMPLE.exec(name);
  if (simple) {
    const kind = (simple[1] ?? '').toLowerCase();
    const percent = Number(simple[2]);
    return kind === 'p' ? percentile(percent) : trimmed(kind, 0, percent);
  }
  const ranged = RANGED.exec(name);
  return (
    (ranged &&
      trimmed((ranged[1] ?? '').toLowerCase(), Number(ranged[2] ?? 0), Number(ranged[3] ?? 100))) ??
    undefined
  );
};
