import { arrivals } from './arrivals.ts';
import type { Sender } from './connection.ts';
import { exchange } from './exchange.ts';
import type { Load, OpenModel, Remainder } from './model.ts';

/** Sends requests at their times; those that find every user busy wait for the first one who is free. */
export async function runOpen(model: OpenModel, load: Load): Promise<Remainder> {
  const { clock, signal } = load;
  const startedAt = clock.now();
  const endsAt = startedAt + model.durationMs;
  const idle: Sender[] = [];
  const all: Sender[] = [];
  /** When requests that wait were meant to be sent. */
  const waiting: number[] = [];
  /** How many of them are sent: taking the first out of a long list takes long. */
  let taken = 0;
  const working = new Set<Promise<void>>();
  const onAbort = (): void => all.forEach((sender) => sender.close());
  signal.addEventListener('abort', onAbort);

  const connect = (): Sender => {
    const sender = load.connect();
    all.push(sender);
    return sender;
  };
  const work = async (sender: Sender, intendedAt: number): Promise<void> => {
    let next: number | undefined = intendedAt;
    while (next !== undefined && !signal.aborted) {
      await exchange(load, sender, next);
      next = clock.now() < endsAt && taken < waiting.length ? waiting[taken++] : undefined;
    }
    idle.push(sender);
  };

  for (const after of arrivals(model)) {
    const intendedAt = startedAt + after;
    await clock.sleepUntil(intendedAt, signal);
    if (signal.aborted) break;
    if (idle.length === 0 && all.length >= model.maxUsers) {
      waiting.push(intendedAt);
      continue;
    }
    const done = work(idle.pop() ?? connect(), intendedAt).finally(() => {
      working.delete(done);
      load.onUsers(working.size);
    });
    working.add(done);
    load.onUsers(working.size);
  }
  await clock.sleepUntil(endsAt, signal);
  await Promise.all(working);
  signal.removeEventListener('abort', onAbort);
  all.forEach((sender) => sender.close());
  return { unsent: waiting.length - taken };
}
