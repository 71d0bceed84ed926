import { type Guard, record, tellAll } from './guard.ts';
import { type Incident, isAtWork, isThrottled, type Reservation } from './incident.ts';
import { mayThrottle, REMIND_MS } from './policy.ts';
import { beginRestore } from './restore.ts';
import { unlessGone } from './review.ts';
import { beginThrottle } from './throttle.ts';

/** What a human is answered. */
export interface Answer {
  /** Whether it was done. */
  done: boolean;
  says: string;
  incidents: Incident[];
}

const answer = (done: boolean, says: string, incident?: Incident): Answer => ({
  done,
  says,
  incidents: incident ? [incident] : [],
});

const UNLISTED = 'not on the list of what may be throttled';

const shown = (reservation: Reservation): string =>
  reservation === null ? 'no reserved concurrency' : `reserved concurrency ${reservation}`;

/** What a function is; of one that is not on the list the guard may not know. */
const stateOf = async ({ functions, policy }: Guard, name: string): Promise<string> =>
  mayThrottle(policy, name)
    ? `it has ${shown(await functions.reservation(name))}`
    : `it is ${UNLISTED}`;

/** Whoever waits for an answer need not wait for the topic: a review tells what could not be told. */
const tellOrLeave = async (
  guard: Guard,
  incident: Incident | undefined,
): Promise<Incident | undefined> => {
  try {
    return await tellAll(guard, incident);
  } catch {
    return incident;
  }
};

/** What the guard knows, of one function or of all. */
export async function tellStatus(guard: Guard, name?: string): Promise<Answer> {
  const open = await guard.incidents.open();
  if (name === undefined) {
    const says = open.map(({ functionName, phase }) => `${functionName} is ${phase}`).join('; ');
    return { done: true, says: says || 'No function has an open incident', incidents: open };
  }
  const incident = open.find(({ functionName }) => functionName === name);
  const is = incident ? `is ${incident.phase}` : 'has no open incident';
  return answer(true, `${name} ${is}; ${await stateOf(guard, name)}`, incident);
}

/** Restores a function now. */
export async function restoreNow(guard: Guard, name: string): Promise<Answer> {
  const incident = await guard.incidents.get(name);
  if (!incident || !isThrottled(incident))
    return answer(
      false,
      `The guard has not throttled ${name}; ${await stateOf(guard, name)}`,
      incident,
    );
  if (isBusy(guard, incident)) return busy(incident);
  const after = await tellOrLeave(guard, await unlessGone(guard, incident, beginRestore));
  return after ? answer(true, `${name} is ${after.phase}`, after) : busy(incident);
}

/** Throttles a function now, until it is restored by hand. */
export async function throttleNow(guard: Guard, name: string): Promise<Answer> {
  if (!mayThrottle(guard.policy, name)) return answer(false, `${name} is ${UNLISTED}`);
  const known = await guard.incidents.get(name);
  if (known?.phase === 'held') return answer(true, `${name} is held already`, known);
  if (known && isAtWork(known)) return busy(known);
  const after = await tellOrLeave(
    guard,
    known?.phase === 'throttled'
      ? await hold(guard, known)
      : await unlessGone(guard, { ...(known ?? byHand(guard, name)), byHand: true }, beginThrottle),
  );
  return after ? answer(isThrottled(after), `${name} is ${after.phase}`, after) : busyWith(name);
}

const hold = (guard: Guard, incident: Incident): Promise<Incident | undefined> =>
  record(guard, incident, {
    phase: 'held',
    byHand: true,
    dueAt: guard.clock.now() + REMIND_MS,
  });

const isBusy = ({ clock }: Guard, incident: Incident): boolean =>
  isAtWork(incident) && incident.dueAt > clock.now();

const busyWith = (name: string): Answer =>
  answer(false, `The guard is at work on ${name}: try again in a minute`);

const busy = (incident: Incident): Answer => busyWith(incident.functionName);

const byHand = ({ clock }: Guard, functionName: string): Incident => ({
  functionName,
  alarmName: `${functionName}-cost`,
  phase: 'alarmed',
  revision: 0,
  since: clock.now(),
  changedAt: clock.now(),
  dueAt: clock.now(),
  throttles: 0,
  toTell: [],
});
