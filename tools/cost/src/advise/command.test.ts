import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '@acado/command-line/testing';
import { chartSvg } from './chart.ts';
import { advise } from './command.ts';

const TOPICS = ['provisioned-concurrency', 'capacity', 's3-lifecycle'];
const small = {
  region: 'us-east-1',
  months: 2,
  sizes: [{ bytes: 1_000_000, objectsPerMonth: 10 }],
};
const s3 = (document: unknown, ...args: string[]) =>
  runCommand(advise, ['s3-lifecycle', ...args], JSON.stringify(document));

describe('advise', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'advise-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each(TOPICS)('answers what %s --example prints, as JSON and as a table', async (topic) => {
    const { stdout } = await runCommand(advise, [topic, '--example']);
    const answer = await runCommand(advise, [topic, '--out', folder], stdout);
    expect(answer).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(answer.stdout)).toMatchObject({ model: expect.any(String) });
    expect(await readFile(join(folder, `${topic}.json`), 'utf8')).toBe(answer.stdout);
    expect(await readFile(join(folder, `${topic}.html`), 'utf8')).toMatch(/<svg [^]*<\/svg>/);
    const table = await runCommand(advise, [topic], stdout, { stdout: true });
    expect(table.stdout).not.toMatch(/undefined|NaN|Infinity/);
    expect((await runCommand(advise, [topic, '--table'], stdout)).stdout).toBe(table.stdout);
  });

  it.each(TOPICS)('prints the schema of %s', async (topic) => {
    const { stdout } = await runCommand(advise, [topic, '--schema']);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object' });
  });

  it('reads a file', async () => {
    const file = join(folder, 'question.json');
    await writeFile(file, JSON.stringify(small));
    const { stdout } = await runCommand(advise, ['s3-lifecycle', '--input', file]);
    expect(JSON.parse(stdout)).toMatchObject({ months: 2 });
  });

  it.each<[string, unknown, number, RegExp]>([
    ['a region without prices', { ...small, region: 'us-east-2' }, 1, /^No price .* in us-east-2/],
    ['a field that is missing', { region: 'us-east-1' }, 2, /^sizes: /],
    ['an unknown field', { ...small, month: 1 }, 2, /^month: Unknown field/],
    ['a number out of range', { ...small, months: 37 }, 2, /^months: /],
    ['no object at all', { ...small, sizes: [{ bytes: 1, objectsPerMonth: 0 }] }, 2, /^sizes: /],
    [
      'a class too early',
      {
        ...small,
        rules: [{ name: 'r', transitions: [{ afterMonths: 0, storageClass: 'STANDARD_IA' }] }],
      },
      2,
      /^rules\[0\]\.transitions\[0\]\.afterMonths: /,
    ],
    ['a list', [small], 2, /^The document: /],
  ])('says what is wrong with %s', async (_what, document, exitCode, message) => {
    const result = await s3(document);
    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toMatch(message);
  });

  const question = { ...small, sizes: undefined, months: undefined, architecture: 'arm64' };
  it.each<[object, RegExp]>([
    [{ arrivals: {} }, /arrivals\.perMinute: Expected either/],
    [{ arrivals: { perMinute: new Array(61).fill(1) } }, /arrivals\.perMinute: .*whole hours/],
    [{ arrivals: { perMinute: new Array(60).fill(0) } }, /arrivals\.perMinute: There is no/],
    [
      {
        arrivals: { timestamps: ['2026-01-02T00:00:00Z'], from: '2026-01-01T00:00:00Z', hours: 24 },
      },
      /arrivals\.timestamps\[0\]: Outside/,
    ],
    [{ target: { p99Ms: 1 } }, /target\.p99Ms: Shorter than durationMs/],
    [{ target: { p99Ms: 10, coldShare: 0 } }, /target\.coldShare: Expected either/],
  ])('names the field of a wrong profile or target', async (overrides, message) => {
    const document = {
      ...question,
      memoryMb: 128,
      durationMs: 2,
      initMs: 5,
      arrivals: { perMinute: new Array(60).fill(1) },
      target: { coldShare: 0.1 },
      ...overrides,
    };
    const input = JSON.stringify(document);
    const { exitCode, stderr } = await runCommand(advise, ['provisioned-concurrency'], input);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });

  it.each<[string[], string, RegExp]>([
    [[], '{}', /Expected one of provisioned-concurrency, capacity, s3-lifecycle/],
    [['toString'], '{}', /not "toString"/],
    [['capacity', '--yaml'], '{}', /--yaml/],
    [['capacity', '--json', '--table'], '{}', /one of --json and --table/],
    [['capacity', '--input', '/no/such'], '', /^--input \/no\/such: /],
    [['capacity', '--template', '/no/such'], '{}', /^--template \/no\/such: /],
    [['s3-lifecycle', '--template', 'x'], '{}', /^--template: only for capacity/],
    [['s3-lifecycle', '--out', '/dev/null/x'], JSON.stringify(small), /^--out /],
    [['s3-lifecycle'], '\n', /Standard input is empty/],
    [['s3-lifecycle'], '{', /Standard input is not JSON: /],
  ])('refuses %j', async (args, input, message) => {
    const { exitCode, stderr, stdout } = await runCommand(advise, args, input);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });

  it('shows its usage instead of waiting for a terminal', async () => {
    const { stderr } = await runCommand(advise, ['capacity'], '', { stdin: true });
    expect(stderr).toContain('Usage: ');
  });
});

describe('chartSvg', () => {
  it('escapes names and draws numbers only', () => {
    const points = [
      [0, 0],
      [1, 5],
    ] as const;
    const svg = chartSvg({ title: 'a < b', x: 'x', y: 'y', series: [{ name: '"&"', points }] });
    expect(svg).toContain('a &#60; b');
    expect(svg).toContain('&#34;&#38;&#34;');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    expect(chartSvg({ title: '', x: '', y: '', series: [] })).not.toMatch(/NaN|Infinity/);
  });
});
