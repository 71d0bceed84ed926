import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { priceBook } from '@acado/pricing';
import { readText, writeFiles } from './record/files.ts';
import { reportFiles } from './report-files.ts';
import { anEvidence } from './testing/an-evidence.ts';
import { verify } from './verify.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  await writeFiles(folder, reportFiles(anEvidence(), priceBook).files);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('verify', () => {
  it('makes every file of the report again, byte for byte', async () => {
    const { report, files } = await verify(folder);

    expect(report.headline.saving).toBe(0.8272);
    expect(files.size).toBeGreaterThan(10);
  });

  it.each([
    [
      'a REPORT line',
      'runs/V0/reports.ndjson.gz',
      'Billed Duration: 12 ms',
      'Billed Duration: 2 ms',
    ],
    ['a request id', 'runs/V0/reports.ndjson.gz', 'placeOrder-3', 'placeOrder-4'],
    ['a count', 'runs/V7/usage.json', '"writeUnits": 10', '"writeUnits": 9'],
    ['a price', 'prices.json', '"0.000005"', '"0.000006"'],
    ['the source of a price', 'prices.json', 'AWS public', 'my public'],
    ['a latency', 'runs/V7/orders.ndjson.gz', '"answerMs":14', '"answerMs":4'],
    ['an outcome', 'runs/V7/outcome.json', '"deadLetters": 0', '"deadLetters": 1'],
    ['memory', 'runs/V0/configuration.json', '"x86_64"', '"arm64"'],
    ['the seed', 'run.json', '"seed": 1', '"seed": 2'],
    ['a priced line', 'runs/V0/priced-lines.ndjson', '"usd":10', '"usd":11'],
    ['a figure', 'report.json', '"saving": 0.8272', '"saving": 0.9272'],
    ['a sentence', 'report.md', 'instead of', 'and not'],
    ['the page', 'index.html', 'Baseline', 'Base'],
  ])('finds that %s was changed', async (_what, file, from, to) => {
    const text = await readText(folder, file);
    expect(text).toContain(from);
    await writeFiles(folder, new Map([[file, text.replace(from, to)]]));

    await expect(verify(folder)).rejects.toThrow(/is not what the evidence gives: .+, it gives /);
  });

  it('names the figure that a changed price makes wrong', async () => {
    const text = await readText(folder, 'prices.json');
    await writeFiles(folder, new Map([['prices.json', text.replace('"0.000005"', '"0.000006"')]]));

    await expect(verify(folder)).rejects.toThrow(
      'report.json is not what the evidence gives: claims.0.found is "82.7 %: 2.40 instead of 13.88 USD',
    );
  });

  it.each([
    ['runs/V0/usage.json', 'no JSON', 'runs/V0/usage.json is not JSON'],
    ['runs/V0/reports.ndjson.gz', '{"line":1}\n', 'runs/V0/reports.ndjson.gz, line 1'],
    ['prices.json', '{"region":"us-east-1"}', 'prices of us-east-1'],
    ['run.json', '{}', 'run.json'],
  ])('names the file that cannot be read: %s', async (file, text, message) => {
    await writeFiles(folder, new Map([[file, text]]));

    await expect(verify(folder)).rejects.toThrow(message);
  });

  it('names the file that is missing', async () => {
    await rm(join(folder, 'runs/V7/outcome.json'));

    await expect(verify(folder)).rejects.toThrow('runs/V7/outcome.json');
  });
});
