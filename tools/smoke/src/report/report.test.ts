import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aFailure, aRedRequest, aRequest, aSmokeRun } from '../testing/a-smoke-run.ts';
import { pageOf } from './html.ts';
import { markdownOf } from './markdown.ts';
import { summaryOf } from './summary.ts';
import { verdictOf } from './words.ts';
import { writeReport } from './write-report.ts';

const green = aSmokeRun();
const red = aSmokeRun({ requests: [aRequest(), aRedRequest({ name: 'Deletes' }), aRedRequest()] });

describe('verdictOf', () => {
  it('counts', () => {
    expect(verdictOf(green)).toBe('Green: 1 request, 1 assertion');
    expect(verdictOf(red)).toBe('Red: 2 of 3 requests failed');
    expect(verdictOf(aSmokeRun({ green: false, leftOut: ['a'] }))).toContain('Red: the run ended');
    expect(verdictOf(aSmokeRun({ requests: [], green: false }))).toBe('Red: nothing was sent');
  });
});

describe.each([
  ['pageOf', pageOf],
  ['markdownOf', markdownOf],
])('%s', (_name, render) => {
  it('shows every request with its status, time, size and assertions', () => {
    const text = render(green);
    for (const shown of ['Items: Reads the item', 'GET /items/1', '200', '12', '42', '1 of 1'])
      expect(text).toContain(shown);
  });

  it('shows of a failure the reason, the request, the answer and what to look at', () => {
    const text = render(red);
    for (const shown of [
      'status code 200 but got 500',
      'GET https://api.example.com/items/1',
      '500 Internal Server Error',
      'npx nx logs crud-api',
      'The first failure may be the cause',
    ])
      expect(text).toContain(shown);
  });

  it('says that there was no answer', () => {
    const failure = aFailure({ answer: undefined });
    const text = render(aSmokeRun({ requests: [aRedRequest({ status: undefined, failure })] }));
    expect(text).toContain('There was no answer.');
    expect(text).not.toMatch(/undefined|NaN/);
  });

  it('says how often something was asked, and what was not sent', () => {
    const text = render(aSmokeRun({ requests: [aRequest({ times: 4 })], leftOut: ['Deletes'] }));
    expect(text).toContain('(asked 4 times)');
    expect(text).toMatch(/Not sent[^]*Deletes/);
  });
});

describe('pageOf', () => {
  it('begins with every failure in a line that leads to it', () => {
    const page = pageOf(red);
    const [, target] = /<li><a href="#([^"]+)">Deletes<\/a>: 200 OK: expected/.exec(page) ?? [];
    expect(page).toContain(`<h2 id="${target}">Deletes</h2>`);
  });

  it('escapes whatever came from outside, wherever it is shown', () => {
    const evil = '</pre><img src=x onerror="alert(1)">';
    const message = { start: evil, headers: [[evil, evil] as [string, string]], body: evil };
    const request = aRedRequest({
      ...{ name: evil, folder: evil, method: evil, url: evil },
      assertions: [{ name: evil, passed: false }],
      failure: { reasons: [evil], request: message, answer: message, next: [evil] },
    });
    const run = { baseUrl: evil, stage: evil, service: evil, leftOut: [evil] };
    const page = pageOf(aSmokeRun({ ...run, target: 'aws', requests: [request, request] }));
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/<\/pre>(?!\n)/);
    expect(page.split('onerror=').length).toBeGreaterThan(20);
  });

  it('runs nothing that an answer holds and loads nothing', () => {
    const page = pageOf(red);
    expect(page).not.toContain('<script');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<(img|link)|src=/);
  });
});

describe('markdownOf', () => {
  it('keeps an answer with a fence in it in its own', () => {
    const failure = aFailure({ reasons: ['a'], answer: { start: '```', headers: [], body: '' } });
    expect(markdownOf(aSmokeRun({ requests: [aRedRequest({ failure })] }))).toContain(
      '````http\n```',
    );
  });
});

describe('summaryOf', () => {
  it('is the verdict, the reasons, what to look at and the report', () => {
    expect(summaryOf(red, join(process.cwd(), 'reports/report.html'))).toMatchInlineSnapshot(`
      "crud-api: Red: 2 of 3 requests failed (https://api.example.com, 1.2 s)
        Deletes: GET https://api.example.com/items/1
          200 OK: expected response to have status code 200 but got 500
          → What the function logged: npx nx logs crud-api
        Reads the item: GET https://api.example.com/items/1
          200 OK: expected response to have status code 200 but got 500
          → What the function logged: npx nx logs crud-api
        The first failure may be the cause of those after it.
        reports/report.html
      "
    `);
  });

  it('hands nothing to the terminal that it would act upon', () => {
    const failure = aFailure({ reasons: ['expected \u001b[2J\u0007 to\nbe 1'] });
    const text = summaryOf(aSmokeRun({ requests: [aRedRequest({ failure })] }), '/report.html');
    expect(text).toContain('expected [2J to be 1');
  });

  it('counts what was not sent when that is much', () => {
    const run = aSmokeRun({ leftOut: ['a', 'b', 'c', 'd'] });
    expect(summaryOf(run, '/report.html')).toContain('Not sent: 4 requests');
  });
});

describe('writeReport', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'smoke-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  it('writes page, Markdown and JSON into a folder with time and service in its name', async () => {
    const page = await writeReport(red, directory);

    const folder = join(directory, '2026-11-20T15-00-00Z-smoke-crud-api');
    expect(page).toBe(join(folder, 'report.html'));
    expect((await readdir(folder)).sort()).toEqual(['report.html', 'report.md', 'smoke.json']);
    expect(JSON.parse(await readFile(join(folder, 'smoke.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(red)),
    );
  });

  it('keeps the reports of runs that began in the same second apart', async () => {
    const pages = [await writeReport(red, directory), await writeReport(green, directory)];

    expect(await readFile(pages[0]!, 'utf8')).toContain('Red:');
    expect(await readFile(pages[1]!, 'utf8')).toContain('Green:');
  });
});
