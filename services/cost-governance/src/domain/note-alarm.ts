import { type Watch, record, tellAll } from './guard.ts';
import type { CostFigures, Incident } from './incident.ts';
import { noticeOf } from './notices.ts';

/** That the cost alarm of a function went off. */
export interface CostAlarm extends CostFigures {
  functionName: string;
  alarmName: string;
  /** ms since the epoch. */
  at: number;
}

const TRIES = 5;

/** Opens an incident, or finds a relapse. Events may come twice, late and in any order. */
export async function noteAlarm(watch: Watch, alarm: CostAlarm): Promise<Incident | undefined> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await watch.incidents.get(alarm.functionName);
    const change = known ? changed(watch, known, alarm) : opened(watch, alarm);
    // A notice that an earlier delivery could not tell is told by this one.
    if (!change) return tellAll(watch, known);
    const written = await record(watch, change, {});
    if (written) return tellAll(watch, written);
  }
  throw new Error(`${alarm.functionName}: others write its incident all the time`);
}

function opened({ clock, policy }: Watch, alarm: CostAlarm, revision = 0): Incident {
  const now = clock.now();
  const graceMs = isUrgent(policy, alarm) ? 0 : policy.graceMs;
  const incident: Incident = {
    ...figuresOf(alarm),
    ...{ functionName: alarm.functionName, alarmName: alarm.alarmName },
    ...{ phase: 'alarmed', revision, throttles: 0, toTell: [] },
    ...{ since: alarm.at, changedAt: now, dueAt: now + graceMs },
  };
  return { ...incident, toTell: [noticeOf('alarm', policy, incident, graceMs)] };
}

function changed(watch: Watch, known: Incident, alarm: CostAlarm): Incident | undefined {
  const { clock, policy } = watch;
  const now = clock.now();
  const isNews = alarm.at > known.since && alarm.at > known.changedAt;
  if (!isNews) return undefined;
  if (known.phase === 'over') {
    const next = opened(watch, alarm, known.revision);
    return { ...next, toTell: [...known.toTell, ...next.toTell] };
  }
  const figures = { ...figuresOf(alarm), since: alarm.at };
  if (known.phase === 'alarmed')
    return isUrgent(policy, alarm) ? { ...known, ...figures, dueAt: now } : undefined;
  if (known.phase !== 'watched') return undefined;
  const relapsed: Incident = { ...known, ...figures, phase: 'alarmed', changedAt: now, dueAt: now };
  return { ...relapsed, toTell: [...known.toTell, noticeOf('alarm', policy, relapsed)] };
}

const figuresOf = ({ usdPerHour, thresholdUsdPerHour }: CostAlarm): CostFigures => ({
  usdPerHour,
  thresholdUsdPerHour,
});

const isUrgent = (
  { costMultiple }: Watch['policy'],
  { usdPerHour = 0, thresholdUsdPerHour = Infinity }: CostAlarm,
): boolean => usdPerHour >= costMultiple * thresholdUsdPerHour;
