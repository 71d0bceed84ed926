import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { SampleOrder } from './orders.ts';

/** The answer to one order. */
export interface Answer {
  /** When the order was due, in ms since the epoch. */
  dueAt: number;
  /** From then until the answer was read; a late start counts. */
  answerMs: number;
  /** HTTP status; 0 when there was no answer at all. */
  status: number;
}

async function post(url: string, order: SampleOrder): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(order),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/**
 * Posts orders at a constant rate, however slow the answers are, over connections that are kept alive. An order's
 * latency counts from the moment it was due, so one that has to wait for its turn is not measured too short
 * (coordinated omission).
 */
export async function postAtRate(
  url: string,
  orders: readonly SampleOrder[],
  perSecond: number,
  { signal, onPosted }: { signal: AbortSignal; onPosted: (index: number) => void },
): Promise<Answer[]> {
  const start = performance.now() + 50;
  // What became of an order is told by the wall clock, which may have moved since this process began.
  const origin = Date.now() - performance.now();
  const answers: Promise<Answer>[] = [];
  for (const [index, order] of orders.entries()) {
    const due = start + (index * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await delay(early, undefined, { signal });
    onPosted(index);
    answers.push(
      post(url, order).then((status) => ({
        dueAt: origin + due,
        answerMs: performance.now() - due,
        status,
      })),
    );
  }
  return Promise.all(answers);
}

/** Posts orders from clients that each wait for an answer before they post again: as fast as the system takes them. */
export async function postFromClients(
  url: string,
  orders: readonly SampleOrder[],
  { signal, clients }: { signal: AbortSignal; clients: number },
): Promise<void> {
  const waiting = [...orders];
  const client = async () => {
    for (let order = waiting.shift(); order; order = waiting.shift()) {
      signal.throwIfAborted();
      await post(url, order);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}
