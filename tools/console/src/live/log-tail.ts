import type { Clients } from '../aws/clients.ts';
import { HOUR_MS } from '../aws/counters.ts';
import { type LogEvent, readLogEvents } from '../aws/log-events.ts';
import type { Invocations } from '../model/invocations.ts';

/** What is logged late is still found within this time. */
const OVERLAP_MS = 2000;
/** How far back the first look goes: until it has found enough, so that a busy hour is not read for one page. */
const FIRST_LOOKS_MS = [30_000, 300_000, HOUR_MS];
const ENOUGH_EVENTS = 400;
/** Of one look. A busier function is seen in samples: the page shows some of its invocations, and takes little time. */
const MOST_EVENTS = 2000;

/** Reads on in the logs of functions, and hands each event once to `invocations`. */
export function createLogTail(
  invocations: Pick<Invocations, 'take'>,
  read: typeof readLogEvents = readLogEvents,
) {
  const known = new Map<string, { until: number; ids: Set<string> }>();

  const first = async (clients: Clients, functionName: string, now: number) => {
    let found: { events: LogEvent[]; more: boolean } = { events: [], more: false };
    for (const back of FIRST_LOOKS_MS) {
      found = await read(clients, functionName, { from: now - back, limit: MOST_EVENTS });
      if (found.more || found.events.length >= ENOUGH_EVENTS) break;
    }
    return found;
  };

  return {
    readOn: async (clients: Clients, functionName: string, now: number): Promise<void> => {
      const before = known.get(functionName);
      const from = (before?.until ?? 0) - OVERLAP_MS;
      const { events, more } = before
        ? await read(clients, functionName, { from, limit: MOST_EVENTS })
        : await first(clients, functionName, now);
      invocations.take(
        functionName,
        events.filter(({ id }) => !before?.ids.has(id)),
      );
      const last = Math.max(before?.until ?? 0, ...events.slice(-1).map(({ at }) => at));
      // What is left over would be old by the time it were read.
      const until = more || last === 0 ? now : last;
      known.set(functionName, { until, ids: new Set(events.map(({ id }) => id)) });
    },
  };
}

export type LogTail = ReturnType<typeof createLogTail>;
