import type { FastifyInstance } from 'fastify';
import type { Hub, News } from '../live/hub.ts';

/** Often enough that a connection that died is found out. */
const BEAT_MS = 15_000;

/** Server-sent events: what the hub tells, as it tells it. */
export function liveRoute<T>(app: FastifyInstance, hub: Hub<T>): void {
  app.get('/api/live', (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    raw.write('retry: 1000\n\n');
    // A viewer that does not read, such as a laptop that sleeps, gets the newest when it reads again, not all.
    let missed: News<T> | undefined;
    const send = (news: News<T>): void => {
      missed = raw.writableNeedDrain ? news : undefined;
      if (!raw.writableNeedDrain) raw.write(`data: ${JSON.stringify(news)}\n\n`);
    };
    raw.on('drain', () => missed && send(missed));
    const leave = hub.subscribe(send);
    const beat = setInterval(() => raw.writableNeedDrain || raw.write(':\n\n'), BEAT_MS);
    request.raw.once('close', () => {
      clearInterval(beat);
      leave();
    });
  });
}
