import { startFauxqs } from 'fauxqs';
import type { Engine } from './engine.ts';

/** S3 and SQS in memory, at one endpoint. */
export interface S3AndSqs extends Engine {
  /** Bodies of the messages that wait in a queue. */
  waiting: (queue: string) => string[];
}

/** S3 and SQS in memory with the named buckets and queues. */
export async function startS3AndSqs(
  buckets: readonly string[],
  queues: readonly string[],
): Promise<S3AndSqs> {
  const server = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  for (const bucket of buckets) server.createBucket(bucket);
  for (const queue of queues) server.createQueue(queue);
  return {
    endpoint: `http://127.0.0.1:${server.port}`,
    stop: () => server.stop(),
    waiting: (queue) => server.inspectQueue(queue)?.messages.ready.map(({ body }) => body) ?? [],
  };
}
