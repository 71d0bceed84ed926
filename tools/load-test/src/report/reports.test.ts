import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERROR_KINDS } from '../metrics/error-kind.ts';
import { aComparison, aMeasurement, aResult, aStage } from '../testing/a-result.ts';
import { comparisonMarkdown, resultMarkdown } from './markdown.ts';
import { comparisonPage } from './page/comparison-page.ts';
import { resultPage } from './page/result-page.ts';
import { comparisonText, resultText } from './text.ts';
import { writeReport } from './write-report.ts';

const throttled = aMeasurement({
  ...{ failed: 300, errorRate: 0.3, statuses: { 200: 700, 429: 300 } },
  errors: [{ kind: 'throttled', label: ERROR_KINDS.throttled, count: 300 }],
});
const failing = aResult({
  measurement: throttled,
  thresholds: [{ name: 'maxErrorRate', limit: 0.01, actual: 0.3, ok: false }],
});
const comparison = aComparison([aStage(128, 900, 0.41), aStage(1024, 90, 0.45)]);

describe('a report of a run', () => {
  it('has percentiles, errors by their names and both latencies', () => {
    for (const text of [resultText(failing), resultMarkdown(failing), resultPage(failing)]) {
      expect(text).toContain('429 throttled (Too Many Requests)');
      expect(text).toContain('service time: from sending to the answer');
      expect(text).toContain('corrected: with what users would have sent every 45 ms');
      expect(text).toContain('statuses 200: 700, 429: 300');
      expect(text).toContain('FAILS: errors 30 %, at most 1 %');
    }
  });

  it('leaves out errors when there are none', () => {
    expect(resultMarkdown(aResult())).not.toContain('Errors');
  });

  it('is a page that loads nothing, with charts and escaped names', () => {
    const page = resultPage(failing);
    expect(page).toContain('read &#60;it&#62;');
    expect(page).toContain('buy &#38; sell');
    expect(page.match(/<svg /g)).toHaveLength(4);
    expect(page).not.toMatch(/<script|<link|src=|@import|url\(/);
    expect(page).toContain('prefers-color-scheme: dark');
  });

  it('leaves a gap in a chart where nothing was measured', () => {
    const [, line] = /class="line l0" d="([^"]+)"/.exec(resultPage(aResult())) ?? [];
    expect(line!.match(/M/g)).toHaveLength(2);
  });

  it('says what should be known before it is believed', () => {
    const measurement = { ...aMeasurement(), unsent: 7, generatorBusy: 0.97 };
    const stage = { ...aStage(128, 90, 1), measurement };
    const texts = [
      ...[resultText, resultMarkdown, resultPage].map((show) => show(aResult({ measurement }))),
      ...[comparisonText, comparisonMarkdown, comparisonPage].map((show) =>
        show(aComparison([stage])),
      ),
    ];
    for (const text of texts) {
      expect(text).toContain('7 requests found nobody free to send them');
      expect(text).toContain('busy for 97 % of the time');
    }
    expect(resultText(aResult())).not.toContain('busy');
  });

  it('says that it was stopped', () => {
    const stopped = aResult({ interrupted: true });
    expect(resultText(stopped)).toContain('stopped before its end');
    expect(resultMarkdown(stopped)).toContain('Stopped before its end');
  });
});

describe('a report of a comparison', () => {
  it('has the sizes beside each other, how much one is of the other, and the verdict', () => {
    for (const text of [
      comparisonText(comparison),
      comparisonMarkdown(comparison),
      comparisonPage(comparison),
    ]) {
      expect(text).toContain('One is better.');
      expect(text).toContain('× 0.10');
      expect(text).toContain('$0.410');
    }
    expect(comparisonMarkdown(comparison)).toContain('| 1024 MB | 1000 | 0 % | 8.3/s | 45 ms |');
  });

  it('can be made of what there is when it was stopped', () => {
    for (const stages of [[], [aStage(128, 90, null)]]) {
      const stopped = aComparison(stages, { interrupted: true });
      expect(comparisonPage(stopped)).toContain('</html>');
      expect(comparisonMarkdown(stopped)).toContain('One is better.');
      expect(comparisonText(stopped)).toContain('stopped before its end');
    }
  });
});

describe('writeReport', () => {
  it('writes figures, page and Markdown, or nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'load-report-'));
    const files = writeReport(comparison, join(folder, 'a'));
    expect(readdirSync(join(folder, 'a')).sort()).toEqual([
      'load.json',
      'report.html',
      'report.md',
    ]);
    expect(JSON.parse(readFileSync(files[0]!, 'utf8'))).toEqual(comparison);
    expect(writeReport(comparison, false)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
