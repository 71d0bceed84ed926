import { startFauxqs } from 'fauxqs';
import type { Engine } from './engine.ts';

/** S3 in memory with the named buckets. */
export async function startS3(buckets: readonly string[]): Promise<Engine> {
  const server = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' });
  for (const bucket of buckets) server.createBucket(bucket);
  return { endpoint: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}
