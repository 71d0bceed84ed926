import { type Guard, record } from './guard.ts';
import type { Incident } from './incident.ts';
import { noticeOf } from './notices.ts';
import { LEASE_MS } from './policy.ts';

/** Puts on record that the function is being restored, then does it. `undefined` when somebody else was faster. */
export async function beginRestore(
  guard: Guard,
  incident: Incident,
): Promise<Incident | undefined> {
  const now = guard.clock.now();
  const change = { phase: 'restoring', changedAt: now, dueAt: now + LEASE_MS } as const;
  const intended = await record(guard, incident, change);
  return intended && applyRestore(guard, intended);
}

/**
 * Takes back what is left of the throttle; to be called with the lease. A reservation that is not the guard's is somebody
 * else's decision and stays. Executions first: a queue that is read while none may run loses messages to its dead-letter
 * queue.
 */
export async function applyRestore(
  guard: Guard,
  incident: Incident,
): Promise<Incident | undefined> {
  const { clock, functions, policy } = guard;
  const { functionName, throttle } = incident;
  if (!throttle) return undefined;
  const current = await functions.reservation(functionName);
  if (current === throttle.applied && current !== throttle.before)
    await functions.reserve(functionName, throttle.before);
  for (const id of throttle.paused) await functions.switchMapping(id, true);
  const isOurs = current === throttle.applied || current === throttle.before;
  const now = clock.now();
  return record(guard, incident, {
    phase: 'watched',
    changedAt: now,
    dueAt: now + policy.watchMs,
    byHand: undefined,
    toTell: [
      ...incident.toTell,
      noticeOf(isOurs ? 'restored' : 'taken-over', policy, incident, policy.watchMs),
    ],
  });
}
