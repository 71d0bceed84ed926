import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Observer } from '../live/observer.ts';

const paramsSchema = z.object({ queue: z.string().regex(/^[\w.-]{1,80}$/) });
const forecastSchema = z.object({ group: z.string().optional() });
const redriveSchema = z.object({ messages: z.array(z.string()).min(1).max(500) });

/** What is in dead-letter queues, and the way back. Looking is an action too: it counts as a receive. */
export function deadLetterRoutes(app: FastifyInstance, observer: Observer): void {
  app.post('/api/dead-letters/:queue/look', async ({ params }) => {
    const { queue } = paramsSchema.parse(params);
    return (await observer.open()).deadLetters.look(queue);
  });

  app.post('/api/dead-letters/:queue/forecast', async ({ params, body }) => {
    const { queue } = paramsSchema.parse(params);
    const { group } = forecastSchema.parse(body);
    return { forecast: (await (await observer.open()).deadLetters.forecast(queue, group)) ?? null };
  });

  app.post('/api/dead-letters/:queue/redrive', async ({ params, body }) => {
    const { queue } = paramsSchema.parse(params);
    const { messages } = redriveSchema.parse(body);
    return (await observer.open()).deadLetters.redrive(queue, messages);
  });
}
