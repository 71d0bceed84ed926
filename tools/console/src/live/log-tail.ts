import { type Clients } from '../aws/clients.ts';
import { HOUR_MS } from '../aws/counters.ts';
import { readLogEvents } from '../aws/log-events.ts';
import { type Invocations } from '../model/invocations.ts';

/** What is logged late is still found within this time. */
const OVERLAP_MS = 2000;
/** How far back the first look goes: until it has found enough, so that a busy hour is not read for one page. */
const FIRST_LOOKS_MS = [30_000, 300_000, HOUR_MS];
const ENOUGH_EVENTS = 400;

/** Reads on in the logs of functions, and hands each event once to `invocations`. */
export function createLogTail(invocations: Pick<Invocations, 'take'>) {
  const read = new Map<string, { until: number; ids: Set<string> }>();

  const first = async (clients: Clients, functionName: string, now: number) => {
    for (const back of FIRST_LOOKS_MS) {
      const found = await readLogEvents(clients, functionName, { from: now - back });
      if (found.more || found.events.length >= ENOUGH_EVENTS || back === FIRST_LOOKS_MS.at(-1))
        return found.events;
    }
    return [];
  };

  return {
    readOn: async (clients: Clients, functionName: string, now: number): Promise<void> => {
      const before = read.get(functionName);
      const events = before
        ? (await readLogEvents(clients, functionName, { from: before.until - OVERLAP_MS })).events
        : await first(clients, functionName, now);
      const fresh = events.filter(({ id }) => !before?.ids.has(id));
      invocations.take(functionName, fresh);
      const until = Math.max(before?.until ?? 0, ...events.slice(-1).map(({ at }) => at));
      const ids = events.filter(({ at }) => at >= until - OVERLAP_MS).map(({ id }) => id);
      read.set(functionName, { until: until || now, ids: new Set(ids) });
    },
  };
}

export type LogTail = ReturnType<typeof createLogTail>;
