import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Observer } from '../live/observer.ts';

const SHOWN = 60;

const listSchema = z.object({
  function: z.string().optional(),
  errors: z.literal('1').optional(),
});
const logSchema = z.object({ function: z.string(), id: z.string() });

/** Recent invocations, and the lines that one of them logged. */
export function invocationRoutes(app: FastifyInstance, observer: Observer): void {
  app.get('/api/invocations', async ({ query }) => {
    const { function: functionName, errors } = listSchema.parse(query);
    const cloud = await observer.open();
    return {
      invocations: cloud.listInvocations({
        ...{ functionName, wrongOnly: errors !== undefined, limit: SHOWN },
      }),
    };
  });

  app.get('/api/invocations/log', async ({ query }, reply) => {
    const { function: functionName, id } = logSchema.parse(query);
    const lines = await (await observer.open()).logOf(functionName, id);
    return lines
      ? { lines }
      : reply.code(404).send({ problem: 'This invocation is no longer known' });
  });
}
