import type { FastifyInstance } from 'fastify';
import type { Hub } from '../live/hub.ts';

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
    const leave = hub.subscribe((news) => raw.write(`data: ${JSON.stringify(news)}\n\n`));
    const beat = setInterval(() => raw.write(':\n\n'), BEAT_MS);
    request.raw.once('close', () => {
      clearInterval(beat);
      leave();
    });
  });
}
