import { z } from 'zod';
import { request } from './http.ts';
import type { System } from './system.ts';

const usageSchema = z.object({
  calls: z.array(
    z.object({ service: z.string(), operation: z.string(), chunks: z.number().optional() }),
  ),
});

/** Chunks of 64 KB that were put on the event bus so far: what EventBridge bills. */
export const chunksOnTheBus = async ({ outputs }: System): Promise<number> => {
  const answer = await request('GET', `${outputs.awsEndpoint}/_local/usage`);
  return usageSchema
    .parse(answer.json())
    .calls.filter(({ service, operation }) => service === 'events' && operation === 'PutEvents')
    .reduce((sum, { chunks = 0 }) => sum + chunks, 0);
};
