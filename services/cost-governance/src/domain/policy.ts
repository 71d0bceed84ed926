/** What the guard may do, and how patient it is. */
export interface Policy {
  /** Patterns of function names with `*`; what none of them matches is only told about. */
  throttleable: readonly string[];
  /** Never throttled, whatever the list says. */
  protected: readonly string[];
  /** From the alarm to the throttle, ms. */
  graceMs: number;
  /** At so many times the threshold there is no grace. */
  costMultiple: number;
  /** Reserved concurrency of a throttled function. */
  throttleTo: number;
  /** The first time; each relapse doubles it. */
  coolDownMs: number;
  /** Where it would be longer than this, the function stays throttled until somebody restores it. */
  maxCoolDownMs: number;
  /** From the restoration to the end of the incident. */
  watchMs: number;
  /** Name of the function that people invoke to look and to change. */
  operator: string;
}

/**
 * How long one run may be at a function, ms: longer than the functions live, so that whoever finds a lease expired knows
 * that its holder is dead.
 */
export const LEASE_MS = 60_000;

/** How often an alarm that leads to nothing is looked at again, ms. */
export const LOOK_AGAIN_MS = 5 * 60_000;

/** How often people are reminded of a function that waits for them, ms. */
export const REMIND_MS = 24 * 60 * 60_000;

const matches = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`).test(name);

/** Whether the guard may throttle the function. */
export const mayThrottle = (policy: Policy, functionName: string): boolean =>
  policy.throttleable.some((pattern) => matches(pattern, functionName)) &&
  !policy.protected.some((pattern) => matches(pattern, functionName));

/** How long the function stays throttled the nth time; `undefined`: until somebody restores it. */
export function coolDownOf(
  { coolDownMs, maxCoolDownMs }: Policy,
  throttles: number,
): number | undefined {
  const coolDown = coolDownMs * 2 ** (throttles - 1);
  return coolDown > maxCoolDownMs ? undefined : coolDown;
}
