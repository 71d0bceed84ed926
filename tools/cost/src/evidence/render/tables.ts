import type { Table } from '../../render/table.ts';
import type { Report, ReportedVariant } from '../report/model.ts';
import { BASELINE, PIPELINE } from '../report/subject.ts';
import {
  count,
  ms,
  percent,
  percentileCells,
  functionKey,
  shortFunction,
  signedUsd,
  usd,
  volume,
} from './format.ts';

const byName = ({ variants }: Report, name: string): ReportedVariant =>
  variants.find((variant) => variant.name === name)!;

export const claimsTable = ({ claims }: Report): Table => ({
  head: ['', 'claim', 'found'],
  rows: claims.map(({ claim, holds, found }) => [holds ? 'yes' : 'NO', claim, found]),
  numbersFrom: 3,
});

/** Baseline and pipeline, by whatever both are split by. */
export function beforeAfterTable(
  report: Report,
  split: 'byService' | 'byMeter',
  heading: string,
): Table {
  const [before, after] = [byName(report, BASELINE), byName(report, PIPELINE)];
  const names = [...new Set([before, after].flatMap((variant) => Object.keys(variant[split])))];
  const of = (variant: ReportedVariant, name: string) =>
    (variant[split] as Record<string, number | undefined>)[name] ?? 0;
  return {
    head: [heading, 'baseline', 'pipeline', 'difference'],
    rows: [
      ...names.map((name) => [
        name,
        usd(of(before, name), 3),
        usd(of(after, name), 3),
        signedUsd(of(after, name) - of(before, name), 3),
      ]),
      [
        'total',
        usd(before.usdPerMillion, 3),
        usd(after.usdPerMillion, 3),
        signedUsd(after.usdPerMillion - before.usdPerMillion, 3),
      ],
    ],
  };
}

export const latencyTable = ({ headline }: Report): Table => ({
  head: ['ms', 'p50', 'p90', 'p95', 'p99'],
  rows: (['baseline', 'pipeline'] as const).flatMap((name) => [
    [`${name}: answer`, ...percentileCells(headline.latency[name].answer)],
    [`${name}: fully processed`, ...percentileCells(headline.latency[name].processed)],
  ]),
});

export const waterfallTable = ({ waterfall }: Report): Table => ({
  head: ['technique', 'runs', 'USD per million', 'of the baseline'],
  rows: [
    ['Baseline', BASELINE, usd(waterfall.fromUsdPerMillion, 3), ''],
    ...waterfall.steps.map(({ technique, from, to, usdPerMillion, share }) => [
      technique,
      `${from} → ${to}`,
      signedUsd(usdPerMillion, 3),
      percent(-share),
    ]),
    ['Pipeline', PIPELINE, usd(waterfall.toUsdPerMillion, 3), ''],
    [
      'sum of the steps',
      `difference ${signedUsd(waterfall.differenceUsdPerMillion, 6)}`,
      signedUsd(waterfall.sumOfStepsUsdPerMillion, 6),
      '',
    ],
  ],
  numbersFrom: 2,
});

export const variantsTable = ({ variants }: Report): Table => ({
  head: ['run', '', 'USD per million', 'answer p50', 'p95', 'processed p50', 'p95'],
  rows: variants.map(({ name, title, usdPerMillion, answerMs, processedMs }) => [
    name,
    title,
    usd(usdPerMillion, 3),
    ms(answerMs.p50),
    ms(answerMs.p95),
    ms(processedMs.p50),
    ms(processedMs.p95),
  ]),
  numbersFrom: 2,
});

export const functionsTable = (report: Report): Table => ({
  head: [
    'function',
    'memory, MB',
    'invocations',
    'orders in each',
    'billed, ms',
    'cold, ms',
    'cold starts',
  ],
  rows: [byName(report, BASELINE), byName(report, PIPELINE)].flatMap(({ functions }) =>
    functions.map((fn) => [
      shortFunction(fn.name),
      count(fn.memoryMb),
      count(fn.invocations),
      usd(fn.ordersPerInvocation, 1),
      usd(fn.warmBilledMs, 1),
      usd(fn.coldBilledMs, 0),
      count(fn.coldStarts),
    ]),
  ),
});

export const scalingTable = ({ scaling }: Report): Table => ({
  head: ['orders a month', 'baseline', 'pipeline', 'saved', ''],
  rows: scaling.map(({ ordersPerMonth, baselineUsd, pipelineUsd, saving }) => [
    volume(ordersPerMonth),
    usd(baselineUsd),
    usd(pipelineUsd),
    usd(baselineUsd - pipelineUsd),
    percent(saving),
  ]),
});

export function monthlyTable({ fixed, keeping }: Report, kind: 'fixed' | 'keeping'): Table {
  const { baseline, pipeline } = kind === 'fixed' ? fixed : keeping;
  const total = (costs: readonly { usd: number }[]) =>
    usd(costs.reduce((sum, cost) => sum + cost.usd, 0));
  return {
    head: ['', 'baseline', 'USD a month', 'pipeline', 'USD a month'],
    rows: [
      ...baseline.map(({ what, amount, usd: cost }, index) => {
        const other = pipeline[index]!;
        return [what, amount, usd(cost), other.amount, usd(other.usd)];
      }),
      ['total', '', total(baseline), '', total(pipeline)],
    ],
  };
}

export const sensitivityTable = ({ sensitivity }: Report): Table => ({
  head: ['assumption', '', 'baseline', 'pipeline', 'saved'],
  rows: sensitivity.map(({ what, how, baselineUsdPerMillion, pipelineUsdPerMillion, saving }) => [
    what,
    how,
    usd(baselineUsdPerMillion),
    usd(pipelineUsdPerMillion),
    percent(saving),
  ]),
  numbersFrom: 2,
});

export function arrivalTable({ arrival, headline }: Report): Table {
  const functions = arrival.queues.map(({ functionName }) => functionName);
  return {
    head: ['a second', ...functions.map(functionKey), 'USD per million', 'saved'],
    rows: arrival.rates.map(({ ordersPerSecond, batches, usdPerMillion }) => [
      String(ordersPerSecond),
      ...functions.map((name) => usd(batches[name] ?? 1, 1)),
      usd(usdPerMillion),
      percent(1 - usdPerMillion / headline.baselineUsdPerMillion),
    ]),
    numbersFrom: 0,
  };
}

export const noiseTable = ({ noise }: Report): Table => ({
  head: ['run', 'USD per million', 'again', 'spread', 'answer p95, ms', 'again'],
  rows: noise.map(({ run, usdPerMillion, answerP95Ms, costSpread }) => [
    run,
    usd(usdPerMillion[0], 3),
    usd(usdPerMillion[1], 3),
    percent(costSpread),
    ms(answerP95Ms[0]),
    ms(answerP95Ms[1]),
  ]),
});

export const remainingTable = ({ remaining }: Report): Table => ({
  head: ['meter', 'USD per million', 'of the pipeline'],
  rows: remaining.map(({ meter, usdPerMillion, share }) => [
    meter,
    usd(usdPerMillion, 3),
    percent(share),
  ]),
});

export const removableTable = ({ removable }: Report): Table => ({
  head: ['what', 'gives up', 'USD per million'],
  rows: removable.map(({ what, usdPerMillion, givesUp }) => [
    what,
    givesUp,
    signedUsd(-usdPerMillion, 3),
  ]),
  numbersFrom: 2,
});

export const pricesTable = ({ prices }: Report): Table => ({
  head: ['item', 'USD per', 'price, by monthly volume', 'date', 'sure', 'source'],
  rows: prices.map(({ item, unit, tiers, date, confidence, source }) => [
    item,
    unit,
    Object.entries(tiers)
      .map(([from, price]) =>
        from === '0' ? `${price}` : `${price ?? '?'} above ${count(Number(from))}`,
      )
      .join('; '),
    date,
    confidence,
    source,
  ]),
  numbersFrom: 6,
});
