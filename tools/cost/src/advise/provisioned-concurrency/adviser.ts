import { textTable } from '@acado/command-line';
import { type Adviser, parseDocument, percent, priceSources, usd } from '../adviser.ts';
import type { Chart } from '../chart.ts';
import { type Advice, adviseProvisionedConcurrency, type Outcome } from './advise.ts';
import { exampleQuestion, questionSchema } from './input.ts';

/** `cost advise provisioned-concurrency` */
export const provisionedConcurrency: Adviser = {
  summary: 'the cheapest setting for a cold-start target, and the break-even',
  schema: questionSchema,
  example: exampleQuestion,
  advise(document) {
    const advice = adviseProvisionedConcurrency(parseDocument(questionSchema, document));
    return { advice, text: textOf(advice), charts: chartsOf(advice) };
  },
};

/** `2` or, by hour, `0×8 4×9 1×7` */
function settingText({ hourly }: Outcome): string {
  const runs: { value: number; times: number }[] = [];
  for (const value of hourly) {
    const last = runs.at(-1);
    if (last?.value === value) last.times++;
    else runs.push({ value, times: 1 });
  }
  if (runs.length === 1) return String(runs[0]!.value);
  return runs.map(({ value, times }) => `${value}×${times}h`).join(' ');
}

function textOf(advice: Advice): string {
  const heading = [
    'setting',
    'USD/month',
    'cold',
    'p99 ms',
    'spillover',
    'utilisation',
    'target',
    'environments',
  ];
  const rows = advice.outcomes.map((outcome) => [
    outcome.setting,
    usd(outcome.costPerMonth),
    percent(outcome.coldShare),
    String(outcome.p99Ms),
    outcome.spilloverShare === undefined ? '' : percent(outcome.spilloverShare),
    outcome.utilisation === undefined ? '' : percent(outcome.utilisation),
    outcome.meetsTarget ? 'met' : 'missed',
    settingText(outcome),
  ]);
  return [
    textTable([heading, ...rows], [1, 2, 3, 4, 5]),
    `Recommended: ${advice.recommended}. ${advice.because}`,
    `Break-even utilisation: ${percent(advice.breakEvenUtilisation)}; most requests at once: ${advice.peakConcurrency}.`,
    priceSources(advice.prices),
  ].join('\n');
}

function chartsOf({ curve, outcomes, peakByHour }: Advice): Chart[] {
  const byHour = (values: readonly number[]) =>
    [...values, values.at(-1) ?? 0].map((value, hour) => [hour, value] as const);
  return [
    {
      title: 'Cost of a constant setting',
      x: 'provisioned environments',
      y: 'USD per month',
      series: [
        {
          name: 'cost',
          points: curve.map((point) => [point.concurrency, point.costPerMonth] as const),
        },
      ],
    },
    {
      title: 'Cold requests with a constant setting',
      x: 'provisioned environments',
      y: '% of requests',
      series: [
        {
          name: 'cold',
          points: curve.map((point) => [point.concurrency, point.coldShare * 100] as const),
        },
      ],
    },
    {
      title: 'Demand and settings by hour',
      x: 'hour of the period',
      y: 'environments',
      series: [
        { name: 'most requests at once', points: byHour(peakByHour), steps: true },
        ...outcomes.slice(1).map(({ setting, hourly }) => ({
          name: setting,
          points: byHour(hourly),
          steps: true,
        })),
      ],
    },
  ];
}
