import type { Units } from './units.ts';

/** What the current invocation has used so far; an environment works on one at a time. */
let units: Units = {};
let calls: Record<string, number> = {};
let records: number | undefined;
let counting = false;

/** Whether calls are counted now. */
export const isCounting = (): boolean => counting;

/** Whether what follows is counted. */
export const startCounting = (measured: boolean): void => {
  counting = measured;
};

/** Adds one attempt of a call, and what is billed for it. */
export const countCall = (service: string, used: Units): void => {
  calls[service] = (calls[service] ?? 0) + 1;
  for (const [item, count] of Object.entries(used)) units[item] = (units[item] ?? 0) + count;
};

/**
 * Says how many business records the invocation works on, where it is not one for an HTTP request or one for each
 * message of a batch; several calls add up. `CostPerRecord` is the cost divided by it.
 *
 * @example
 * countRecords(orders.length); // one request that places many orders
 */
export const countRecords = (count: number): void => {
  records = (records ?? 0) + count;
};

/** What was counted since the last time. */
export const takeCounts = (): {
  units: Units;
  /** Attempts by service. */
  calls: Record<string, number>;
  records: number | undefined;
} => {
  const taken = { units, calls, records };
  units = {};
  calls = {};
  records = undefined;
  return taken;
};
