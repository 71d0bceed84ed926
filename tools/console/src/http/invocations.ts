import { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import { readLogEvents } from '../aws/log-events.ts';
import { type Observer } from '../live/observer.ts';
import { linesOf, readableLine } from '../model/log-line.ts';

const SHOWN = 60;
/** Lines may be stamped a little before or after the time that their invocation took. */
const MARGIN_MS = 2000;

const listSchema = z.object({
  function: z.string().optional(),
  errors: z.literal('1').optional(),
});
const logSchema = z.object({ function: z.string(), id: z.string() });

/** Recent invocations, and the lines that one of them logged. */
export function invocationRoutes(app: FastifyInstance, observer: Observer): void {
  app.get('/api/invocations', async ({ query }) => {
    const { function: functionName, errors } = listSchema.parse(query);
    const { cloud } = await observer.open();
    return {
      invocations: cloud.invocations.list({
        ...{ functionName, wrongOnly: errors !== undefined, limit: SHOWN },
      }),
    };
  });

  app.get('/api/invocations/log', async ({ query }, reply) => {
    const { function: functionName, id } = logSchema.parse(query);
    const { cloud, clients } = await observer.open();
    const invocation = cloud.invocations.find(functionName, id);
    if (!invocation) return reply.code(404).send({ problem: 'This invocation is no longer known' });
    const { at, stream, durationMs = 0, initMs = 0 } = invocation;
    const { events } = await readLogEvents(clients, functionName, {
      from: at - durationMs - initMs - MARGIN_MS,
      to: at + MARGIN_MS,
      stream,
    });
    return { lines: linesOf(events, id).map(readableLine) };
  });
}
