import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Observer } from '../live/observer.ts';
import type { Outputs } from '../outputs.ts';

const postSchema = z.object({ body: z.string() });
const idSchema = z.object({ id: z.uuid() });
/** The cloud is on this machine, and a first request has to start a function. */
const ANSWERS_WITHIN_MS = 30_000;

/** Posts orders as any client would, and looks where they have got to. */
export function orderRoutes(app: FastifyInstance, observer: Observer): void {
  app.post('/api/orders', async (request) => {
    const { body } = postSchema.parse(request.body);
    const { outputs } = await observer.open();
    const startedAt = performance.now();
    const answer = await fetch(`${apiOf(outputs, 'ingest-a')}/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      type: answer.headers.get('content-type'),
      body: await answer.text(),
      ms: performance.now() - startedAt,
    };
  });

  app.get('/api/orders/:id', async ({ params }) => {
    const { id } = idSchema.parse(params);
    return (await observer.open()).findOrder(id);
  });
}

function apiOf({ services }: Outputs, service: string): string {
  const url = services[service]?.httpApi;
  if (url === undefined) throw new Error(`The service ${service} has no API here`);
  return url;
}
