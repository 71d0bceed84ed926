import type { Demand } from './demand.ts';

/** Tries a setting (provisioned environments by hour) and says whether it meets the target. */
type Meets = (hourly: readonly number[]) => boolean;

/**
 * The least number in 0…most for which `holds`, which must hold for `most`. If it does not hold from some number on, the
 * answer still holds, but may not be the least.
 */
export function least(most: number, holds: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Environments that are in use for at least a share of the time; each one is used less than the one before. */
export const worthwhile = (usedShare: readonly number[], breakEven: number): number =>
  usedShare.filter((used) => used >= breakEven).length;

/**
 * The cheapest constant setting that meets the target: as few environments as it takes, or more if they are used so
 * much that they cost less than on-demand.
 */
export function constantSetting(demand: Demand, breakEven: number, meets: Meets): number[] {
  const hours = demand.usedShare.length;
  const constant = (count: number) => new Array<number>(hours).fill(count);
  const mean = Array.from(
    { length: demand.peak },
    (_, n) => demand.usedShare.reduce((sum, used) => sum + (used[n] ?? 0), 0) / hours,
  );
  const needed = least(demand.peak, (count) => meets(constant(count)));
  return constant(Math.max(needed, worthwhile(mean, breakEven)));
}

/**
 * A setting for each hour that meets the target at little cost. Every environment that pays for itself is in; of the
 * others those that the most requests need, as many as it takes; then each hour gives back what is not missed. Not
 * proven to be the cheapest of all, which would be a search over every combination of hours.
 *
 * @param tries How many settings may be tried to give back environments.
 */
export function hourlySetting(
  demand: Demand,
  breakEven: number,
  meets: Meets,
  tries: number,
): number[] {
  const free = demand.usedShare.map((used) => worthwhile(used, breakEven));
  const most = Math.max(1, ...demand.reaching.map((counts) => counts[0] ?? 0)) + 1;
  /** Skips the environments that fewer requests than `most - strictness` need. */
  const setting = (strictness: number) =>
    demand.reaching.map((counts, hour) =>
      Math.max(
        free[hour]!,
        counts.filter((count) => count >= Math.max(1, most - strictness)).length,
      ),
    );
  const hourly = setting(least(most - 1, (strictness) => meets(setting(strictness))));
  let left = tries;
  for (let hour = 0; hour < hourly.length; hour++) {
    while (hourly[hour]! > free[hour]! && left-- > 0) {
      hourly[hour]!--;
      if (meets(hourly)) continue;
      hourly[hour]!++;
      break;
    }
  }
  return hourly;
}
