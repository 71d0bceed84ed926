import { createPlainHandler, metered, parseEnvironment } from '@acado/powertools';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod/mini';

/** What a service of ours would look like that was given a rule for its own events by mistake. */
export const handler = createPlainHandler({
  services: () => ({
    events: metered(new EventBridgeClient()),
    bus: parseEnvironment(z.object({ EVENT_BUS: z.string() })).EVENT_BUS,
  }),
  input: z.object({ detail: z.object({ generation: z.number() }) }),
  handle: async ({ detail }, { events, bus }) => {
    await events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: bus,
            Source: 'acado.runaway',
            DetailType: 'Repeated',
            Detail: JSON.stringify({ generation: detail.generation + 1 }),
          },
        ],
      }),
    );
  },
});
