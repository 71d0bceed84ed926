import { Resvg } from '@resvg/resvg-js';
import { chartOfRun } from '../run-chart.ts';
import { ALL_SIZES, HOSTILE, RUNS } from '../testing/runs.ts';
import { WIDTH } from './frame.ts';
import { chartSvg } from './svg.ts';

const svgOf = (name: string): string => chartSvg(chartOfRun(RUNS[name]!));

/** Numbers that the first groups of a pattern hold. */
const all = (svg: string, pattern: RegExp): string[][] =>
  [...svg.matchAll(pattern)].map((match) => match.slice(1));

/** Labels of the axis, with the room they take: from, to. */
const axisLabels = (svg: string): [number, number][] =>
  all(svg, /<text x="([\d.]+)" y="16" dy=".35em" text-anchor="middle"[^>]*>([\d,]+)</g).map(
    ([x, label]) => {
      const half = (label!.length * 6.7) / 2;
      return [Number(x) - half, Number(x) + half];
    },
  );

describe('chartSvg', () => {
  it.each(Object.keys(RUNS))('is drawn without a gap or a number that is none: %s', (name) => {
    const svg = svgOf(name);
    expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(new Resvg(svg).width).toBe(WIDTH);
  });

  it.each(Object.keys(RUNS))('shows every candidate in both panels: %s', (name) => {
    const svg = svgOf(name);
    const { measurements, failures } = RUNS[name]!;
    for (const { architecture, memoryMb } of measurements) {
      const points = svg.split(`data-id="${architecture}-${memoryMb}"`).length - 1;
      expect([memoryMb, points]).toEqual([memoryMb, 2]);
    }
    expect(svg.split('class="cross"')).toHaveLength(2 * failures.length + 1);
  });

  it.each(Object.keys(RUNS))('has labels on its axis that don’t touch: %s', (name) => {
    const labels = axisLabels(svgOf(name)).sort(([a], [b]) => a - b);
    expect(labels.length).toBeGreaterThan(0);
    labels.slice(1).forEach(([left], index) => expect(left).toBeGreaterThan(labels[index]![1]));
  });

  it('labels every size where there is room', () => {
    expect(axisLabels(svgOf('six sizes'))).toHaveLength(6);
    const many = axisLabels(svgOf('46 sizes of two architectures')).length;
    expect(many).toBeGreaterThan(8);
    expect(many).toBeLessThan(ALL_SIZES.length);
  });

  it('draws the confidence interval of each mean, higher values higher', () => {
    const svg = svgOf('six sizes');
    const bars = all(svg, /class="bar" d="M[\d.]+ ([\d.]+)V([\d.]+)/g);
    expect(bars).toHaveLength(12);
    for (const [low, high] of bars) expect(Number(low)).toBeGreaterThan(Number(high));
  });

  it('points at what is recommended and at what there is now', () => {
    const svg = svgOf('six sizes');
    expect(svg).toContain('>Recommended: 128 MB, x86_64<');
    expect(svg).toContain('>Now: 1,024 MB, x86_64<');
    expect(svg.match(/point chosen" data-id="x86_64-128"/g)).toHaveLength(2);
    expect(svgOf('one size')).toContain('>Recommended, as it is now: 1,024 MB, x86_64<');
  });

  it('draws the constraint, and marks who breaks it', () => {
    const svg = svgOf('a constraint');
    expect(svg).toContain('>p95 at most 300 ms (maxP95Ms)<');
    expect(svg.match(/class="limit"/g)).toHaveLength(1);
    expect(svg.match(/class="point refused"/g)).toHaveLength(4);
  });

  it('only tells a constraint that is far above all values', () => {
    const run = RUNS['six sizes']!;
    const context = { ...run.context, input: { maxP95Ms: 60_000 } };
    const svg = chartSvg(chartOfRun({ ...run, context }));
    expect(svg).not.toContain('class="limit"');
    expect(svg).toContain('p95 at most 60,000 ms (maxP95Ms) is above the chart.');
  });

  it('names causes, those that are alike together', () => {
    expect(svgOf('45 failed of 46')).toContain(
      '× 128 to 2,944 MB (45 sizes), x86_64: Runtime.OutOfMemory: It used all of its memory.',
    );
    expect(svgOf('failures on both architectures')).toMatch(/class="cause.*>Sandbox.Timedout</);
  });

  it('breaks the line at a size that failed', () => {
    const [first] = svgOf('failures on both architectures')
      .match(/class="line" d="M[^"]*"/g)!
      .slice(2);
    expect(first).toMatch(/d="M[^M]*"$/);
  });

  it('takes nothing from outside for markup', () => {
    const svg = svgOf('hostile text');
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<img');
    expect(svg).toContain('&#60;script');
  });

  it('holds long names', () => {
    const run = RUNS['six sizes']!;
    const svg = chartSvg(chartOfRun({ ...run, functionName: 'n'.repeat(140) }));
    expect(svg).toMatch(/class="title">n{50,110} …</);
    expect(HOSTILE.length).toBeGreaterThan(0);
  });

  it('is the same for the same run', () => {
    expect(svgOf('six sizes')).toBe(svgOf('six sizes'));
  });
});
