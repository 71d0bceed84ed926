import { type QueueDepth } from '../../engines/queue-depths.ts';
import { type Measurement } from '../metrics/metric-store.ts';

const MINUTE_MS = 60_000;

/** The namespace AWS/SQS, by looking at the queues: once a minute, for the minute that has just ended. */
export const measureQueues =
  (record: (measurement: Measurement) => void, depths: (now: number) => QueueDepth[]) =>
  (at: number): void => {
    const endedAt = Math.floor(at / MINUTE_MS) * MINUTE_MS - 1;
    for (const { queueName, visible, delayed, notVisible, oldestAgeS } of depths(Date.now())) {
      const measured = (name: string, value: number, unit: string): void =>
        record({
          namespace: 'AWS/SQS',
          name,
          dimensions: { QueueName: queueName },
          at: endedAt,
          unit,
          values: [[value, 1]],
        });
      measured('ApproximateNumberOfMessagesVisible', visible, 'Count');
      measured('ApproximateNumberOfMessagesNotVisible', notVisible, 'Count');
      measured('ApproximateNumberOfMessagesDelayed', delayed, 'Count');
      measured('ApproximateAgeOfOldestMessage', oldestAgeS, 'Seconds');
    }
  };
