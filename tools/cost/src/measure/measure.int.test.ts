import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseUsageFile } from '../estimate/usage-file.ts';

const cli = join(import.meta.dirname, '../cli.ts');
const FILE = 'services/crud-api/usage.json';

/** Stands for the workspace, so that no committed measurement is written over. */
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cost-measure-test-'));
  await mkdir(join(folder, 'services/crud-api'), { recursive: true });
  await writeFile(join(folder, 'services/crud-api/serverless.yml'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('measures a service that runs, and writes what it uses', async () => {
  const args = [cli, 'measure', 'crud-api', '--runs', '2', '--events', '20'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });

  expect(stdout).toBe(`Wrote ${FILE}\n`);
  const text = await readFile(join(folder, FILE), 'utf8');
  const { event, measured, functions } = parseUsageFile(text, FILE, 'crud-api');
  expect(event).toBe('request');
  expect(measured).toMatchObject({ runs: 2, eventsPerRun: 20 });
  // Of the 20 requests of the mix.
  expect(functions).toMatchObject({
    getItem: { invocationsPerEvent: { mean: 0.5, standardError: 0 } },
    createItem: {
      invocationsPerEvent: { mean: 0.05, standardError: 0 },
      calls: [{ item: 'dynamodb.write-request-units', count: { mean: 0.05 } }],
    },
  });
  expect(functions['getItem']!.code).toMatch(/^[0-9a-f]{64}$/);
  expect(functions['getItem']!.billedMs.p5).toBeGreaterThan(0);
  expect(functions['getItem']!.logBytes.mean).toBeGreaterThan(0);
});
