import { CommandError } from '@acado/command-line';
import { setTimeout as delay } from 'node:timers/promises';
import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import type { Cloud } from '@acado/local-cloud';
import { createOperator } from '../evidence/run/aws.ts';

/** What happened to the messages of a queue. SQS bills calls; how many messages were in them CloudWatch knows. */
export interface MessageCounts {
  sent: number;
  received: number;
  deleted: number;
  /** In it now. */
  waiting: number;
}

const METRICS = {
  sent: 'NumberOfMessagesSent',
  received: 'NumberOfMessagesReceived',
  deleted: 'NumberOfMessagesDeleted',
} as const;

const MINUTE_MS = 60_000;
/** Nothing has happened for so long: nothing will. Longer than the rests between two steps of a pipeline. */
const QUIET_MS = 2_000;
const LOOK_EVERY_MS = 200;
const SETTLED_WITHIN_MS = 180_000;

/** Watches the queues of a cloud. */
export function watchQueues(cloud: Cloud) {
  const outputs = cloud.outputs();
  const operator = createOperator(outputs);
  const since = new Date(Date.now() - MINUTE_MS);
  const cloudWatch = new CloudWatchClient({
    endpoint: outputs.awsEndpoint,
    region: outputs.region,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  });
  const queues = queuesOf(cloud);

  const sum = async (QueueName: string, MetricName: string): Promise<number> => {
    const { Datapoints = [] } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace: 'AWS/SQS', MetricName, Statistics: ['Sum'], Period: 60 },
        Dimensions: [{ Name: 'QueueName', Value: QueueName }],
        StartTime: since,
        EndTime: new Date(Date.now() + MINUTE_MS),
      }),
    );
    return Datapoints.reduce((total, { Sum = 0 }) => total + Sum, 0);
  };

  return {
    /** Of each queue by its name, since it is watched. */
    async counts(): Promise<Map<string, MessageCounts>> {
      const counts = new Map<string, MessageCounts>();
      for (const { name, url } of queues)
        counts.set(name, {
          sent: await sum(name, METRICS.sent),
          received: await sum(name, METRICS.received),
          deleted: await sum(name, METRICS.deleted),
          waiting: await operator.depth(url),
        });
      return counts;
    },

    /**
     * Waits until every queue that a function reads is empty, and nothing has happened for a while.
     *
     * @param ended How many invocations have ended.
     */
    async settled(ended: () => number, signal: AbortSignal): Promise<void> {
      const read = queues.filter(({ consumed }) => consumed);
      const deadline = Date.now() + SETTLED_WITHIN_MS;
      let quietSince = Date.now();
      let seen = ended();
      while (Date.now() - quietSince < QUIET_MS) {
        if (Date.now() > deadline)
          throw new CommandError(`The queues are not empty after ${SETTLED_WITHIN_MS / 1000} s`, 1);
        await delay(LOOK_EVERY_MS, undefined, { signal });
        const depths = await Promise.all(read.map(({ url }) => operator.depth(url)));
        if (ended() !== seen || depths.some((depth) => depth > 0)) quietSince = Date.now();
        seen = ended();
      }
    },

    close(): void {
      operator.close();
      cloudWatch.destroy();
    },
  };
}

/** Every queue of the cloud, and whether a function reads it. */
function queuesOf(cloud: Cloud): { name: string; url: string; consumed: boolean }[] {
  const { services } = cloud.outputs();
  return cloud.stacks().flatMap(({ service, template }) => {
    const resources = Object.entries(template.Resources);
    const mappings = JSON.stringify(
      resources.filter(([, { Type }]) => Type === 'AWS::Lambda::EventSourceMapping'),
    );
    return resources.flatMap(([id, { Type }]) => {
      const url = services[service]?.resources[id];
      if (Type !== 'AWS::SQS::Queue' || url === undefined) return [];
      return [{ name: url.split('/').at(-1)!, url, consumed: mappings.includes(`"${id}"`) }];
    });
  });
}

/** What was counted between two times. */
export const between = (
  before: ReadonlyMap<string, MessageCounts>,
  after: ReadonlyMap<string, MessageCounts>,
): Map<string, MessageCounts> =>
  new Map(
    [...after].map(([queue, now]) => {
      const old = before.get(queue) ?? { sent: 0, received: 0, deleted: 0, waiting: 0 };
      return [
        queue,
        {
          sent: now.sent - old.sent,
          received: now.received - old.received,
          deleted: now.deleted - old.deleted,
          waiting: now.waiting - old.waiting,
        },
      ];
    }),
  );
