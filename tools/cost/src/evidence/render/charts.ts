import type { Latency, Report, ReportedVariant } from '../report/model.ts';
import { BASELINE, PIPELINE } from '../report/subject.ts';
import { ms, signedUsd, usd, volume } from './format.ts';
import type { Section } from './sections.ts';
import { groupedBars, stackedBars, waterfallBars } from './svg.ts';

const dollars = (value: number): string => `$${usd(value)}`;

function beforeAndAfter({ variants }: Report): [ReportedVariant, ReportedVariant] {
  const of = (name: string) => variants.find((variant) => variant.name === name)!;
  return [of(BASELINE), of(PIPELINE)];
}

function split(report: Report, by: 'byMeter' | 'byService', title: string): string {
  const runs = beforeAndAfter(report);
  const amounts = runs.map((run) => run[by] as Record<string, number | undefined>);
  const series = [...new Set(amounts.flatMap((amount) => Object.keys(amount)))];
  const rows = runs.map(({ architecture }, index) => ({
    label: architecture,
    values: series.map((name) => amounts[index]![name] ?? 0),
  }));
  return stackedBars({ title, series, rows, show: dollars });
}

function latency(report: Report): string {
  const { baseline, pipeline } = report.headline.latency;
  const panel = (title: string, of: keyof Latency) =>
    `<h3>${title}</h3>\n${groupedBars({
      title,
      series: ['baseline', 'pipeline'],
      groups: (['p50', 'p90', 'p95', 'p99'] as const).map((percentile) => ({
        label: percentile,
        values: [baseline[of][percentile], pipeline[of][percentile]],
      })),
      show: (value) => `${ms(value)} ms`,
    })}`;
  return [
    panel('Until the answer', 'answer'),
    panel('Until the order is fully processed', 'processed'),
  ].join('\n');
}

const waterfall = ({ waterfall: { fromUsdPerMillion, toUsdPerMillion, steps } }: Report): string =>
  waterfallBars({
    title: 'What each technique saves',
    from: { label: 'Baseline', value: fromUsdPerMillion },
    steps: steps.map(({ technique, usdPerMillion }) => ({
      label: technique,
      change: usdPerMillion,
    })),
    to: { label: 'Pipeline', value: toUsdPerMillion },
    show: dollars,
    showChange: (value) => signedUsd(value),
  });

const scaling = (report: Report): string =>
  groupedBars({
    title: 'USD per million orders, by orders a month',
    series: ['baseline', 'pipeline'],
    groups: report.scaling.map(({ ordersPerMonth, baselineUsd, pipelineUsd }) => ({
      label: volume(ordersPerMonth),
      values: [baselineUsd, pipelineUsd].map((cost) => (cost / ordersPerMonth) * 1_000_000),
    })),
    show: (value) => `${dollars(value)} per million`,
  });

/** The chart of a section, as HTML. */
export function chartOf(chart: NonNullable<Section['chart']>, report: Report): string {
  switch (chart) {
    case 'meters':
      return split(report, 'byMeter', 'Cost per million orders, by AWS meter');
    case 'services':
      return split(report, 'byService', 'Cost per million orders, by service');
    case 'latency':
      return latency(report);
    case 'waterfall':
      return waterfall(report);
    case 'scaling':
      return scaling(report);
  }
}
