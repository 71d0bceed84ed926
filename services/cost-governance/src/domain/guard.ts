import type { Incident } from './incident.ts';
import type { Alarms, Clock, Functions, Incidents, Notices } from './ports.ts';
import type { Policy } from './policy.ts';

/** What noting an alarm takes: nothing that could change a function. */
export interface Watch {
  incidents: Incidents;
  notices: Notices;
  clock: Clock;
  policy: Policy;
}

export interface Guard extends Watch {
  functions: Functions;
  alarms: Alarms;
}

/** Writes the incident as it is to be from now on; `undefined` when somebody else was faster. */
export async function record(
  { incidents }: Pick<Guard, 'incidents'>,
  incident: Incident,
  change: Partial<Incident>,
): Promise<Incident | undefined> {
  const next = { ...incident, ...change, revision: incident.revision + 1 };
  return (await incidents.put(next)) ? next : undefined;
}

/** Tells what was not told yet. Who dies in between tells it once more. */
export async function tellAll(
  guard: Pick<Guard, 'incidents' | 'notices'>,
  incident: Incident | undefined,
): Promise<Incident | undefined> {
  if (!incident || incident.toTell.length === 0) return incident;
  for (const notice of incident.toTell) await guard.notices.tell(notice);
  return record(guard, incident, { toTell: [] });
}
