import { runCommand } from '@acado/command-line/testing';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ignoredFields } from './compare/ignored-fields.ts';
import { replay } from './command.ts';
import { replayRequests } from './replay-requests.ts';
import { createSender } from './send/send.ts';
import { openServicePair } from './service/service-pair.ts';
import { writeNaiveService } from './testing/naive-service.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const EXAMPLES = join(import.meta.dirname, '../../examples/baseline');

// Packaging twice on a busy machine takes its time.
jest.setTimeout(120_000);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const outputSchema = z.object({
  same: z.boolean(),
  reachedFunction: z.number(),
  effects: z.array(z.unknown()),
  requests: z.array(
    z.object({
      name: z.string(),
      verdict: z.string(),
      answeredBy: z.object({ before: z.string() }),
      explained: z.array(z.object({ id: z.string() })),
    }),
  ),
});

const leftBehind = () => readdirSync(tmpdir()).filter((name) => name.startsWith('acado-replay-'));

it('answers alike before and after services/baseline is migrated', async () => {
  const source = join(ROOT, 'services/baseline/serverless.yml');
  const before = readFileSync(source, 'utf8');
  const folders = leftBehind();

  const { exitCode, stdout } = await runCommand(replay, [
    ...['--service', join(ROOT, 'services/baseline'), '--accept', 'edge-endpoint'],
    ...['--json', '--report', directory, join(EXAMPLES, 'recording.json')],
  ]);

  expect(exitCode).toBe(0);
  const { requests, ...report } = outputSchema.parse(JSON.parse(stdout));
  const reached = requests.filter(({ answeredBy }) => answeredBy.before === 'function');
  expect(report).toEqual({ same: true, reachedFunction: reached.length, effects: [] });
  expect(reached.length).toBeGreaterThanOrEqual(20);
  expect(reached.filter(({ verdict }) => verdict !== 'same')).toEqual([]);
  // What the APIs answer by themselves is known, and is all that is not the same.
  const listed = requests.flatMap(({ explained }) => explained.map(({ id }) => id));
  expect(new Set(listed)).toEqual(new Set(['no-route']));
  expect(readFileSync(source, 'utf8')).toBe(before);
  expect(leftBehind()).toEqual(folders);
  expect(readdirSync(directory).sort()).toEqual(['replay.html', 'replay.json', 'replay.md']);
  expect(readFileSync(join(directory, 'replay.md'), 'utf8')).toContain('no difference');
});

it('finds what payload format 2.0 takes from a function that is written for REST APIs', async () => {
  writeNaiveService(directory);
  const pair = await openServicePair({
    ...{ root: directory, service: join(directory, 'services/naive') },
    migration: {
      accepted: new Map([['edge-endpoint', '']]),
      ...{ payload: '2.0', authorizerResponse: 'policy', audiences: [] },
    },
    signal: new AbortController().signal,
    report: () => undefined,
    onFolder: () => undefined,
  });
  const [before, after] = [createSender(pair.before), createSender(pair.after)];
  try {
    const [replayed] = await replayRequests(
      [{ name: 'an item', method: 'GET', path: '/items/7?tag=a&tag=b', headers: [] }],
      {
        ...{ before, after, signal: new AbortController().signal },
        terms: { accepted: new Map(), ignores: ignoredFields([]), strict: false },
      },
    );
    expect(replayed!.judgement.verdict).toBe('differs');
    expect(replayed!.judgement.differences).toEqual([
      { field: 'status', before: '200', after: '405' },
      {
        field: 'header content-type',
        before: 'application/json',
        after: 'text/plain;charset=utf-8',
      },
      { field: 'header set-cookie', before: 'a=1; and b=2' },
      { field: 'header www-authenticate', after: 'Basic' },
      { field: 'header x-amzn-remapped-www-authenticate', before: 'Basic' },
      { field: 'header x-path', before: '/items/7', after: 'none' },
      expect.objectContaining({ field: expect.stringMatching(/^body from character/) }),
    ]);
  } finally {
    before.close();
    after.close();
    await pair.close();
  }
});
