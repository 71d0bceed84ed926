import type { Units } from './units.ts';

/** What the current invocation has used so far. An environment works on one invocation at a time. */
let units: Units = {};
let calls: Record<string, number> = {};
let records: number | undefined;
/** Until the first invocation decides: what the module's evaluation calls is billed to that one. */
let counting = process.env.COST_RATES !== undefined;

/** Whether the current invocation is measured at all. */
export const isCounting = (): boolean => counting;

/** Begins to measure an invocation, or to leave it alone. */
export const startCounting = (measured: boolean): void => {
  counting = measured;
  records = undefined;
};

/** Adds what one attempt of a call was billed. */
export const countCall = (service: string, used: Units): void => {
  calls[service] = (calls[service] ?? 0) + 1;
  for (const [item, count] of Object.entries(used)) units[item] = (units[item] ?? 0) + count;
};

/**
 * Says how many business records the invocation works on, where it is not the one of an HTTP request or the messages
 * of a batch; several calls add up. `CostPerRecord` is the cost divided by it.
 *
 * @example
 * countRecords(orders.length); // one request that places many orders
 */
export const countRecords = (count: number): void => {
  records = (records ?? 0) + count;
};

/** What was counted since the last time; the next invocation starts at zero. */
export const takeCounts = (): {
  units: Units;
  /** Attempts by service. */
  calls: Record<string, number>;
  records: number | undefined;
} => {
  const taken = { units, calls, records };
  units = {};
  calls = {};
  return taken;
};
