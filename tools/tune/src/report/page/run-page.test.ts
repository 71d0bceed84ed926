import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { resultOf } from '../result-file.ts';
import { aContext, anAnalysis } from '../testing/an-analysis.ts';
import { RUNS } from '../testing/runs.ts';
import { pageOfRun } from './run-page.ts';

/** Elements that have an end; the others are left alone. */
const PAIRED = ['main', 'figure', 'svg', 'g', 'div', 'table', 'tr', 'td', 'th', 'p', 'form', 'dl'];

describe('pageOfRun', () => {
  it.each(Object.keys(RUNS))('is whole and loads nothing: %s', (name) => {
    const page = pageOfRun(RUNS[name]!);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
    expect(page).not.toMatch(/<link|<iframe|@import|url\(|\bsrc=(?!x onerror)/);
    for (const element of PAIRED) {
      const begun = page.match(new RegExp(`<${element}[ >]`, 'g'))?.length ?? 0;
      const ended = page.match(new RegExp(`</${element}>`, 'g'))?.length ?? 0;
      expect([element, ended]).toEqual([element, begun]);
    }
  });

  it.each(Object.keys(RUNS))('tells the figures of every candidate when pointed at: %s', (name) => {
    const { measurements, failures, current, recommendation } = RUNS[name]!;
    const tips = pageOfRun(RUNS[name]!).match(/<div class="tip".*<\/div>/g)!;
    const all = [...measurements, ...failures, current, recommendation];
    expect(tips).toHaveLength(new Set(all.map(({ memoryMb }) => memoryMb)).size);
    const columns = tips.flatMap((tip) => tip.match(/<th class="n">/g) ?? []);
    expect(columns).toHaveLength(measurements.length);
  });

  it('shows the mean with its interval first, and has the percentiles', () => {
    const page = pageOfRun(RUNS['six sizes']!);
    const panels = [...page.matchAll(/data-panel="(\w+)"( hidden="")?/g)];
    expect(panels.map(([, key, hidden]) => `${key}${hidden ? ' hidden' : ''}`)).toEqual([
      'mean',
      'p50 hidden',
      'p90 hidden',
      'p95 hidden',
      'p99 hidden',
      'cost',
    ]);
    expect(page).toContain('<td class="n">116 (111–120)</td>');
  });

  it('has what each strategy and each weight would recommend', () => {
    const page = pageOfRun(RUNS['six sizes']!);
    expect(page).toContain('value="cost" data-choice="x86_64-128" checked');
    expect(page).toContain('value="speed" data-choice="x86_64-3008"');
    const [, ids] = /data-choices="([^"]*)"/.exec(page)!;
    expect(ids!.split(' ')).toHaveLength(101);
    for (const id of new Set(ids!.split(' '))) {
      const views = page.match(new RegExp(`<(g|p) data-choice="${id}"`, 'g'));
      // The sentence, the flags, and a band in each of six panels.
      expect(views).toHaveLength(8);
    }
    expect(page.match(/<p data-choice="[^"]*">/g)).toHaveLength(1);
  });

  it('offers architectures where there are two', () => {
    expect(pageOfRun(RUNS['six sizes']!)).not.toContain('name="series"');
    const page = pageOfRun(RUNS['46 sizes of two architectures']!);
    expect(page.match(/name="series"/g)).toHaveLength(2);
  });

  it('has a script that can be run', () => {
    const scripts = pageOfRun(RUNS['six sizes']!).match(/(?<=<script>)[^]*?(?=<\/script>)/g)!;
    expect(scripts).toHaveLength(1);
    expect(() => new Script(scripts[0])).not.toThrow();
    const hash = createHash('sha256').update(scripts[0]).digest('base64');
    expect(pageOfRun(RUNS['six sizes']!)).toContain(`script-src 'sha256-${hash}';`);
  });

  it('takes nothing from outside for markup', () => {
    const page = pageOfRun(RUNS['hostile text']!);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img|<b>|href="javascript:/);
  });

  it('links to the chart that everybody knows', () => {
    const page = pageOfRun(resultOf(anAnalysis(), aContext()));
    expect(page).toContain('<a href="https://lambda-power-tuning.show/#gAAAAQAC;AACWQwAAFkMAAKBC;');
  });
});
