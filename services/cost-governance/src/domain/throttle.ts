import { ReservationRefused } from './errors.ts';
import { type Guard, record } from './guard.ts';
import type { Incident, Reservation, Throttle } from './incident.ts';
import { noticeOf } from './notices.ts';
import { coolDownOf, LEASE_MS, REMIND_MS } from './policy.ts';

/** Puts on record what the function is, then throttles it. `undefined` when somebody else was faster. */
export async function beginThrottle(
  guard: Guard,
  incident: Incident,
): Promise<Incident | undefined> {
  const { clock, functions } = guard;
  const { functionName } = incident;
  const before = await functions.reservation(functionName);
  const mappings = await functions.mappings(functionName);
  const now = clock.now();
  const intended = await record(guard, incident, {
    phase: 'throttling',
    changedAt: now,
    dueAt: now + LEASE_MS,
    throttle: {
      ...throttleOf(before, guard.policy.throttleTo),
      paused: mappings.filter(({ enabled }) => enabled).map(({ id }) => id),
    },
  });
  return intended && applyThrottle(guard, intended);
}

/** Does what is missing of the throttle on record; to be called with the lease. */
export async function applyThrottle(
  guard: Guard,
  incident: Incident,
): Promise<Incident | undefined> {
  const { clock, functions, policy } = guard;
  const reserved = await reserve(guard, incident);
  if (!reserved?.throttle) return undefined;
  for (const id of reserved.throttle.paused) await functions.switchMapping(id, false);
  const throttles = incident.throttles + 1;
  const coolDown = incident.byHand ? undefined : coolDownOf(policy, throttles);
  const now = clock.now();
  const done = { ...reserved, throttles };
  return record(guard, reserved, {
    phase: coolDown === undefined ? 'held' : 'throttled',
    changedAt: now,
    dueAt: now + (coolDown ?? REMIND_MS),
    throttles,
    toTell: [
      ...reserved.toTell,
      noticeOf(coolDown === undefined ? 'held' : 'throttled', policy, done, coolDown),
    ],
  });
}

async function reserve(guard: Guard, incident: Incident): Promise<Incident | undefined> {
  const { functions } = guard;
  const { functionName, throttle } = incident;
  if (!throttle) return undefined;
  const current = await functions.reservation(functionName);
  if (current === throttle.applied) return incident;
  // Somebody changed it since it was noted: that is what it will be again.
  const noted =
    current === throttle.before
      ? incident
      : await note(guard, incident, current, guard.policy.throttleTo);
  if (!noted?.throttle) return undefined;
  try {
    await functions.reserve(functionName, noted.throttle.applied);
    return noted;
  } catch (error) {
    if (!(error instanceof ReservationRefused)) throw error;
    // Nothing is taken from others by 0, so that always works.
    const stopped = await note(guard, noted, noted.throttle.before, 0);
    if (stopped) await functions.reserve(functionName, 0);
    return stopped;
  }
}

const note = (
  guard: Guard,
  incident: Incident,
  before: Reservation,
  throttleTo: number,
): Promise<Incident | undefined> =>
  record(guard, incident, {
    throttle: { paused: [], ...incident.throttle, ...throttleOf(before, throttleTo) },
  });

const throttleOf = (before: Reservation, throttleTo: number): Omit<Throttle, 'paused'> => ({
  before,
  applied: Math.min(before ?? Infinity, throttleTo),
});
