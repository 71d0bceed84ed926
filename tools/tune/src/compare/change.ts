/** A quantity on two sides: less of it is better. */
export interface Change {
  before: number;
  after: number;
  /** 0.1 is 10 % more. */
  relative: number;
  /** Of `relative`, at the confidence of the measurements; `null` where they set no upper bound. */
  interval: [low: number, high: number | null];
  verdict: Verdict;
}

/** Beyond noise and beyond the minimum effect; `same` also where noise hides what there is. */
export type Verdict = 'better' | 'worse' | 'same';

/** What the side after is to the one before, in words. */
export const RELATIONS: Record<Verdict, string> = {
  better: 'is better than',
  worse: 'is worse than',
  same: 'does not clearly differ from',
};

/** A mean and its confidence interval. */
export interface Mean {
  value: number;
  interval: readonly [low: number, high: number];
}

/**
 * How much more or less it is. The interval of the ratio comes from those of both means (MOVER: Donner and Zou,
 * Statistical Methods in Medical Research 2012), which are all that is left of the samples.
 */
export function changeOf(before: Mean, after: Mean, minimumEffect: number): Change {
  const [low, high] = ratioInterval(after, before);
  const interval: Change['interval'] = [low - 1, Number.isFinite(high) ? high - 1 : null];
  return {
    before: before.value,
    after: after.value,
    relative: before.value === 0 ? 0 : after.value / before.value - 1,
    interval,
    verdict: verdictOf(interval, minimumEffect),
  };
}

/** Better or worse by more than the minimum effect, at the confidence of the interval. */
export function verdictOf([low, high]: Change['interval'], minimumEffect: number): Verdict {
  if (low > minimumEffect) return 'worse';
  return high !== null && high < -minimumEffect ? 'better' : 'same';
}

/** Of `a / b`. */
function ratioInterval(a: Mean, b: Mean): [low: number, high: number] {
  const product = a.value * b.value;
  const bound = (ofA: number, ofB: number, sign: 1 | -1): number => {
    const divisor = ofB * (2 * b.value - ofB);
    if (divisor <= 0) return sign === 1 ? Infinity : 0;
    const root = Math.sqrt(Math.max(0, product ** 2 - ofA * (2 * a.value - ofA) * divisor));
    return (product + sign * root) / divisor;
  };
  return [
    Math.max(0, bound(a.interval[0], b.interval[1], -1)),
    bound(a.interval[1], b.interval[0], 1),
  ];
}
