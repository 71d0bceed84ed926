import { ticks } from '@acado/cost/render';

/** Where memory sizes are on the x axis. */
export interface MemoryScale {
  kind: 'log' | 'even';
  /** In ascending order. */
  sizes: readonly number[];
  at: (memoryMb: number) => number;
  /** Between the two sizes that are closest to each other. */
  gap: number;
}

/** Closer than this, one can neither tell points apart nor hover over one of them. */
const LEAST_GAP = 14;

/**
 * Sizes on a logarithmic axis, where doubling is a step of the same width; evenly spaced where some would be too close
 * to each other for that.
 */
export function memoryScale(sizes: readonly number[], left: number, right: number): MemoryScale {
  const sorted = [...new Set(sizes)].sort((a, b) => a - b);
  const log = scaleOf('log', sorted, Math.log2, left, right);
  return log.gap >= LEAST_GAP
    ? log
    : scaleOf('even', sorted, (size) => sorted.indexOf(size), left, right);
}

function scaleOf(
  kind: MemoryScale['kind'],
  sizes: readonly number[],
  place: (size: number) => number,
  left: number,
  right: number,
): MemoryScale {
  const first = place(sizes[0]!);
  const span = place(sizes.at(-1)!) - first;
  const at = (size: number): number =>
    span === 0 ? (left + right) / 2 : left + ((place(size) - first) / span) * (right - left);
  const gaps = sizes.slice(1).map((size, index) => at(size) - at(sizes[index]!));
  return { kind, sizes, at, gap: Math.min(right - left, ...gaps) };
}

/** Where values are on the y axis. */
export interface ValueScale {
  kind: 'linear' | 'log';
  ticks: readonly number[];
  /** What is beyond the axis is at its end. */
  at: (value: number) => number;
  isBeyond: (value: number) => boolean;
}

/** From this ratio of the greatest to the least on, a linear axis would flatten what matters: the small ones. */
const LOG_FROM = 8;
/** Ends of intervals so much farther out than all values would squeeze these; they are cut off. */
const FARTHEST = 2;

/**
 * Values from zero up; on a logarithmic axis where they differ by an order of magnitude.
 *
 * @param ends Of the values' intervals: shown as far as they are near the values.
 */
export function valueScale(
  values: readonly number[],
  bottom: number,
  top: number,
  ends: readonly number[] = [],
): ValueScale {
  const high = Math.max(...values, 0);
  const low = Math.min(...values);
  const kind = low > 0 && high / low >= LOG_FROM ? 'log' : 'linear';
  const near = ends.filter((end) => end <= high * FARTHEST && end >= low / FARTHEST);
  const [from, to] = [Math.min(low, ...near), Math.max(high, ...near)];
  const marks = kind === 'log' ? logTicks(from, to) : ticks(0, to, 4);
  const place = kind === 'log' ? Math.log10 : (value: number) => value;
  const [first, last] = [marks[0]!, marks.at(-1)!];
  const span = place(last) - place(first);
  const within = (value: number): number => Math.min(Math.max(value, first), last);
  return {
    kind,
    ticks: marks,
    at: (value) => bottom - ((place(within(value)) - place(first)) / span) * (bottom - top),
    isBeyond: (value) => value !== within(value),
  };
}

/** 1, 2, 5, 10, 20, … around the values; only the powers of ten where they span more than two and a half of them. */
function logTicks(low: number, high: number): number[] {
  const digits = Math.log10(high / low) > 2.5 ? [1] : [1, 2, 5];
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power += 1) {
    all.push(...digits.map((digit) => Number((digit * 10 ** power).toPrecision(3))));
  }
  const from = all.findLastIndex((mark) => mark <= low);
  const to = all.findIndex((mark) => mark >= high);
  return all.slice(Math.max(from, 0), to + 1);
}
