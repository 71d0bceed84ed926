import type { Sender } from './connection.ts';
import type { Load } from './model.ts';

/** How long a user waits who could not connect: a server that is gone is no reason to spin. */
const RECONNECT_PAUSE_MS = 250;

/** Sends the next request of the mix and records what came of it. */
export async function exchange(load: Load, sender: Sender, intendedAt: number): Promise<void> {
  const { clock, record, signal } = load;
  const { request, wire } = load.next();
  const answer = await sender.send(wire);
  if ('failure' in answer && answer.failure === 'closed') return;
  const endedAt = clock.now();
  const bytesSent = Buffer.byteLength(wire.body ?? '');
  const responseMs = Math.max(answer.durationMs, endedAt - intendedAt);
  record({ request, answer, endedAt, responseMs, bytesSent });
  if ('failure' in answer && answer.failure !== 'timeout')
    await clock.sleepUntil(endedAt + RECONNECT_PAUSE_MS, signal);
}
