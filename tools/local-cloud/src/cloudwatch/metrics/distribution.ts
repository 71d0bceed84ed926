/** What was measured in one period: enough for every statistic, however many samples there were. */
export type Distribution = {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** How often each value was seen; `undefined` once statistics without their values were added. */
  values: Map<number, number> | undefined;
  /** Values closer together than this part of themselves are one; 0 while all are kept apart. */
  width: number;
};

/** With more distinct values than this, neighbours are brought together: a busy period stays small. */
const MAX_DISTINCT = 1000;
const FIRST_WIDTH = 0.01;

export const emptyDistribution = (): Distribution => ({
  count: 0,
  sum: 0,
  min: Infinity,
  max: -Infinity,
  values: new Map(),
  width: 0,
});

/** The value that stands for all within half of `width`. */
const representative = (value: number, width: number): number =>
  width === 0 || value === 0
    ? value
    : Math.sign(value) * Math.exp(Math.round(Math.log(Math.abs(value)) / width) * width);

const count = (to: Distribution, value: number, times: number): void => {
  if (!to.values) return;
  const key = representative(value, to.width);
  to.values.set(key, (to.values.get(key) ?? 0) + times);
  if (to.values.size > MAX_DISTINCT) coarsen(to, to.width * 2 || FIRST_WIDTH);
};

const coarsen = (to: Distribution, width: number): void => {
  const { values } = to;
  to.width = width;
  to.values = values && new Map();
  for (const [value, times] of values ?? []) count(to, value, times);
};

export const addSample = (to: Distribution, value: number, times = 1): void => {
  to.count += times;
  to.sum += value * times;
  to.min = Math.min(to.min, value);
  to.max = Math.max(to.max, value);
  count(to, value, times);
};

export const merge = (to: Distribution, from: Distribution): void => {
  to.count += from.count;
  to.sum += from.sum;
  to.min = Math.min(to.min, from.min);
  to.max = Math.max(to.max, from.max);
  if (!from.values) to.values = undefined;
  if (from.width > to.width) coarsen(to, from.width);
  for (const [value, times] of from.values ?? []) count(to, value, times);
};

type Packed = [
  count: number,
  sum: number,
  min: number,
  max: number,
  width: number,
  values?: [number, number][],
];

export const pack = ({ count, sum, min, max, width, values }: Distribution): string =>
  JSON.stringify([count, sum, min, max, width, ...(values ? [[...values]] : [])]);

export const unpack = (text: string): Distribution => {
  const [count, sum, min, max, width, values] = JSON.parse(text) as Packed;
  return { count, sum, min, max, width, values: values && new Map(values) };
};
