import { FunctionGone, ReviewFailed } from './errors.ts';
import { type Guard, record, tellAll } from './guard.ts';
import { type Incident, isAtWork, isDue, type Phase } from './incident.ts';
import { noticeOf } from './notices.ts';
import { LEASE_MS, LOOK_AGAIN_MS, mayThrottle, REMIND_MS } from './policy.ts';
import { applyRestore, beginRestore } from './restore.ts';
import { applyThrottle, beginThrottle } from './throttle.ts';

/** What became of a function in a review. */
export interface Reviewed {
  functionName: string;
  from: Phase;
  /** Absent when somebody else was faster, and when the incident is over. */
  to?: Phase | undefined;
}

type Step = (guard: Guard, incident: Incident) => Promise<Incident | undefined>;

/**
 * Goes on with every incident that is due. One that fails does not keep the others waiting.
 *
 * @throws ReviewFailed naming those that failed; they are due again
 */
export async function review(guard: Guard): Promise<Reviewed[]> {
  const reviewed: Reviewed[] = [];
  const failures: string[] = [];
  for (const incident of await guard.incidents.open()) {
    if (!isDue(incident, guard.clock.now())) continue;
    const { functionName, phase: from } = incident;
    try {
      const after = await goOn(guard, incident);
      reviewed.push({ functionName, from, to: after?.phase });
    } catch (error) {
      failures.push(`${functionName} (${from}): ${String(error)}`);
    }
  }
  if (failures.length > 0) throw new ReviewFailed(failures.join('; '));
  return reviewed;
}

/** One step of one incident, then what there is to tell: a topic that fails must not keep a function running. */
async function goOn(guard: Guard, incident: Incident): Promise<Incident | undefined> {
  const isToStep = incident.dueAt <= guard.clock.now();
  const after = isToStep ? await unlessGone(guard, incident, steps[incident.phase]) : incident;
  const told = await tellAll(guard, after);
  if (told?.phase !== 'over') return told;
  await guard.incidents.remove(told);
  return undefined;
}

/** Does something about a function; where that does not exist any more, its incident ends. */
export async function unlessGone(
  guard: Guard,
  incident: Incident,
  step: Step,
): Promise<Incident | undefined> {
  try {
    return await step(guard, incident);
  } catch (error) {
    if (!(error instanceof FunctionGone)) throw error;
    const latest = await guard.incidents.get(incident.functionName);
    if (!latest) throw error;
    return end(guard, latest, 'gone');
  }
}

const steps: Record<Phase, Step> = {
  alarmed: async (guard, incident) => {
    if (!(await guard.alarms.isOn(incident.alarmName))) return end(guard, incident, 'ended');
    if (mayThrottle(guard.policy, incident.functionName)) return beginThrottle(guard, incident);
    return record(guard, incident, { dueAt: guard.clock.now() + LOOK_AGAIN_MS });
  },
  throttling: async (guard, incident) => {
    const leased = await lease(guard, incident);
    return leased && applyThrottle(guard, leased);
  },
  throttled: beginRestore,
  restoring: async (guard, incident) => {
    const leased = await lease(guard, incident);
    return leased && applyRestore(guard, leased);
  },
  watched: async (guard, incident) => {
    if (!(await guard.alarms.isOn(incident.alarmName))) return end(guard, incident, 'ended');
    // It never went off, or went off unheard.
    const now = guard.clock.now();
    return record(guard, incident, { phase: 'alarmed', changedAt: now, dueAt: now });
  },
  held: (guard, incident) =>
    record(guard, incident, {
      dueAt: guard.clock.now() + REMIND_MS,
      toTell: [...incident.toTell, noticeOf('held', guard.policy, incident)],
    }),
  over: (_guard, incident) => Promise.resolve(incident),
};

/** Takes over from somebody who died. */
const lease = (guard: Guard, incident: Incident): Promise<Incident | undefined> =>
  isAtWork(incident)
    ? record(guard, incident, { dueAt: guard.clock.now() + LEASE_MS })
    : Promise.resolve(undefined);

const end = (
  guard: Guard,
  incident: Incident,
  kind: 'ended' | 'gone',
): Promise<Incident | undefined> => {
  const now = guard.clock.now();
  const toTell = [...incident.toTell, noticeOf(kind, guard.policy, incident)];
  return record(guard, incident, { phase: 'over', changedAt: now, dueAt: now, toTell });
};
