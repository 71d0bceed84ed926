import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { awsClients, breakFunction, scanAll } from './aws.ts';
import { resourceOf } from './outputs.ts';
import { startSystem, type System } from './system.ts';

const root = join(import.meta.dirname, '../../..');

const answerSchema = z.object({
  green: z.boolean(),
  runs: z.array(
    z.object({
      service: z.string(),
      green: z.boolean(),
      leftOut: z.array(z.string()),
      requests: z.array(
        z.object({
          name: z.string(),
          failure: z.object({ reasons: z.array(z.string()), next: z.array(z.string()) }).optional(),
        }),
      ),
    }),
  ),
});

describe('npm run smoke, on the system that runs', () => {
  let system: System;
  let reports: string;

  beforeAll(async () => {
    reports = await mkdtemp(join(tmpdir(), 'smoke-'));
    system = await startSystem();
  }, 180_000);

  afterAll(async () => {
    await system?.stop();
    await rm(reports, { recursive: true });
  });

  const smoke = async (...args: string[]) => {
    const script = join(root, 'tools/smoke/src/cli.ts');
    const child = spawn(process.execPath, [script, 'run', ...args, '--json', '--report', reports], {
      cwd: root,
      env: { ...process.env, LOCAL_CLOUD_PORT: String(system.port) },
    });
    const written = { stdout: '', stderr: '' };
    child.stdout.on('data', (text) => (written.stdout += text));
    child.stderr.on('data', (text) => (written.stderr += text));
    const [code] = (await once(child, 'close')) as [number];
    if (written.stdout === '') throw new Error(written.stderr);
    return { code, ...answerSchema.parse(JSON.parse(written.stdout)) };
  };

  it('is green for every service, and leaves no item behind', async () => {
    const { code, runs } = await smoke('--all');

    const red = runs.flatMap(({ service, requests }) =>
      requests.flatMap(({ name, failure }) => (failure ? [{ service, name, ...failure }] : [])),
    );
    expect(red).toEqual([]);
    expect(code).toBe(0);
    expect(runs.map(({ service }) => service)).toEqual([
      ...['baseline', 'crud-api', 'ingest-a', 'worker-b', 'worker-c'],
    ]);
    // Without a token there is nothing to refuse; everything else was sent, and the orders have arrived.
    expect(new Set(runs.flatMap(({ leftOut }) => leftOut))).toEqual(
      new Set(['Refuses requests without a token']),
    );
    const items = resourceOf(system.outputs, 'crud-api', 'ItemsTable');
    expect(await scanAll(awsClients(system.outputs), items)).toEqual([]);
  });

  it('is red when an endpoint is broken, and says which one, how and where to look', async () => {
    await breakFunction(awsClients(system.outputs), 'acado-crud-api-local-getItem');

    const { code, runs } = await smoke('crud-api');

    expect(code).toBe(1);
    const failed = runs[0]!.requests.filter(({ failure }) => failure);
    expect(failed.map(({ name }) => name)).toEqual([
      'Reads the item',
      'Sends nothing that the client has',
      'Has the item no more',
    ]);
    expect(failed[0]?.failure).toMatchObject({
      reasons: expect.arrayContaining([
        '200 OK: expected response to have status code 200 but got 500',
      ]),
      next: [expect.stringMatching(/logs\/acado-crud-api-local-getItem\.log/)],
    });
    const folders = (await readdir(reports)).filter((name) => name.endsWith('-smoke-crud-api'));
    const page = await readFile(join(reports, folders.sort().at(-1)!, 'report.html'), 'utf8');
    expect(page).toContain('Red: 3 of 30 requests failed');
    expect(page).toContain('500 Internal Server Error');
  });
});
