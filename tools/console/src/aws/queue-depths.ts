import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Deployed } from '../model/types.ts';
import type { Clients } from './clients.ts';

export type Depth = {
  /** Delayed ones included. */
  waiting: number;
  inFlight: number;
};

/** How many messages each queue holds now. */
export async function readDepths(
  { sqs }: Clients,
  queues: Deployed['queues'],
): Promise<Map<string, Depth>> {
  const depths = queues.map(async ({ name, url }) => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesDelayed',
          'ApproximateNumberOfMessagesNotVisible',
        ],
      }),
    );
    const visible = Number(Attributes.ApproximateNumberOfMessages ?? 0);
    const delayed = Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0);
    const inFlight = Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0);
    return [name, { waiting: visible + delayed, inFlight }] as const;
  });
  return new Map(await Promise.all(depths));
}
