import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { createCloud } from './cloud.ts';
import { eventually } from './events/testing.ts';
import { packagePipeline } from './testing/pipeline-service.ts';

const CLIENTS = 10;
const KILL_AFTER = 60;

/** Posts orders until nobody answers any more; the ids of those that were answered with 202. */
const postOrders = async (url: string, onAccepted: (count: number) => void): Promise<string[]> => {
  const accepted: string[] = [];
  const client = async (): Promise<void> => {
    for (;;) {
      const id = randomUUID();
      const body = JSON.stringify({ id });
      const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined);
      if (answer === undefined) return;
      if (answer.status === 202) onAccepted(accepted.push(id));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return accepted;
};

const rows = async (endpoint: string): Promise<Set<string | undefined>> => {
  const credentials = { accessKeyId: 'me', secretAccessKey: 'secret' };
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
  const ids = new Set<string | undefined>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: 'pipeline-orders' }))
    for (const { id } of Items) ids.add(id?.S);
  return ids;
};

describe('a cloud whose processes are killed in the middle of its work', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'killed-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  it('processes after its restart every order that it had accepted', async () => {
    const service = packagePipeline(directory);
    const program = join(import.meta.dirname, 'testing/run-cloud.ts');
    const child = spawn(process.execPath, [program, service, directory], {
      detached: true, // a process group of its own
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [url] = (await once(child.stdout, 'data')) as [Buffer];
    const ended = once(child, 'exit');

    const accepted = await postOrders(`${url.toString().trim()}/orders`, (count) => {
      if (count === KILL_AFTER) process.kill(-(child.pid ?? 0), 'SIGKILL');
    });
    await ended;
    const cloud = await createCloud({ services: [service], directory });

    try {
      expect(accepted.length).toBeGreaterThanOrEqual(KILL_AFTER);
      await eventually(async () => {
        const stored = await rows(cloud.endpoint);
        expect(accepted.filter((id) => !stored.has(id))).toEqual([]);
      }, 30_000);
    } finally {
      await cloud.stop();
    }
  });
});
