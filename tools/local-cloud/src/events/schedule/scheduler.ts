import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeJson } from '../../write-json.ts';
import { type Schedule } from './expression.ts';

/** Runs that are later than this (the machine slept) count as missed: AWS does not make up for missed runs either. */
const TOLERANCE_MS = 60_000;
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

type Scheduled = { id: string; expression: string; schedule: Schedule; run: (at: Date) => void };

const startsSchema = z.record(z.string(), z.object({ expression: z.string(), since: z.string() }));

/** Runs schedules on time. Since when each rate counts is kept in `file`, so a restart does not shift its beat. */
export const createScheduler = (file: string) => {
  const timers = new Map<string, NodeJS.Timeout>();
  const starts = readStarts(file);

  const startOf = (id: string, expression: string): Date => {
    const known = starts[id];
    if (known?.expression === expression) return new Date(known.since);
    const since = new Date();
    starts[id] = { expression, since: since.toISOString() };
    writeJson(file, starts);
    return since;
  };

  const arm = (scheduled: Scheduled, since: Date, after: Date): void => {
    const at = scheduled.schedule.next(after, since);
    if (!at) return;
    const wait = () => {
      const left = at.getTime() - Date.now();
      if (left > 0) {
        // Also re-read the clock now and then: it may be set while this waits.
        const timer = setTimeout(wait, Math.min(left, LONGEST_TIMEOUT_MS));
        timers.set(scheduled.id, timer);
        return;
      }
      const late = -left > TOLERANCE_MS;
      // Counted from the planned time, so that delays do not add up.
      arm(scheduled, since, late ? new Date() : at);
      if (!late) scheduled.run(at);
    };
    wait();
  };

  const cancel = (id: string) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };

  return {
    put: (scheduled: Scheduled) => {
      cancel(scheduled.id);
      arm(scheduled, startOf(scheduled.id, scheduled.expression), new Date());
    },
    cancel,
    stop: () => [...timers.keys()].forEach(cancel),
  };
};

const readStarts = (file: string): z.infer<typeof startsSchema> => {
  try {
    return startsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {}; // none yet, or not readable: rates count from now
  }
};
