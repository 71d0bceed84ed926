import { textTable } from '@acado/command-line';
import { type Adviser, parseDocument, percent } from '../adviser.ts';
import type { Chart } from '../chart.ts';
import { adviseCapacity, type Advice, type Backlog } from './advise.ts';
import { systemOf } from './complete.ts';
import { exampleSystem } from './example.ts';
import { systemSchema } from './input.ts';

/** `cost advise capacity` */
export const capacity: Adviser = {
  summary: 'what saturates first, backlogs, and what to change',
  schema: systemSchema,
  example: exampleSystem,
  complete: systemOf,
  advise(document) {
    const system = parseDocument(systemSchema, document);
    const advice = adviseCapacity(system);
    return { advice, text: textOf(advice), charts: chartsOf(advice, system.arrivals.seconds) };
  },
};

const figure = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 4 });

const duration = (seconds: number): string =>
  seconds < 120
    ? `${figure(seconds)} s`
    : seconds < 7200
      ? `${figure(seconds / 60)} min`
      : `${figure(seconds / 3600)} h`;

function backlogText(backlog: Backlog): string {
  const { component, arrivesPerSecond, processedPerSecond, growsPerSecond } = backlog;
  const rates = `${component}: ${figure(arrivesPerSecond)}/s come in, ${figure(processedPerSecond)}/s are processed, so it grows by ${figure(growsPerSecond)}/s`;
  if (backlog.backlog === undefined) return rates;
  const drains =
    typeof backlog.drainSeconds === 'number'
      ? `it is empty ${duration(backlog.drainSeconds)} later`
      : 'it never drains';
  const loses = backlog.losesItems ? '; ITEMS EXPIRE BEFORE THEY ARE PROCESSED' : '';
  return `${rates} to ${figure(backlog.backlog)} items; the last one waits ${duration(backlog.oldestAgeSeconds ?? 0)}, and ${drains}${loses}`;
}

function textOf(advice: Advice): string {
  const heading = ['component', 'limit', 'used', 'of', 'unit', 'utilisation', 'full at items/s'];
  const rows = advice.limits.map((limit) => [
    limit.component,
    limit.limit,
    figure(limit.used),
    figure(limit.capacity),
    limit.unit,
    percent(limit.utilisation),
    limit.saturatesAtPerSecond === null ? 'never' : figure(limit.saturatesAtPerSecond),
  ]);
  const { component, limit, atPerSecond } = advice.saturatesFirst;
  const list = (title: string, lines: string[]) =>
    lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}`).join('\n')}`];
  return `${[
    textTable([heading, ...rows], [2, 3, 5, 6]),
    `At ${figure(advice.arrivalsPerSecond)} items/s. First to be full: ${component}, ${limit}, at ${figure(atPerSecond)} items/s.`,
    ...list('Backlogs:', advice.backlogs.map(backlogText)),
    ...list(
      'Scaling from nothing:',
      advice.scaling.map(
        (scaling) =>
          `${scaling.component}: ${duration(scaling.seconds)} to a concurrency of ${figure(scaling.concurrency)}`,
      ),
    ),
    ...list('Change:', advice.changes),
  ].join('\n')}\n`;
}

function chartsOf({ backlogs, limits, arrivalsPerSecond }: Advice, seconds?: number): Chart[] {
  const tightest = [...limits].sort((a, b) => b.utilisation - a.utilisation).slice(0, 7);
  const utilisation: Chart = {
    title: 'Utilisation of the tightest limits',
    x: 'arrivals per second',
    y: '% of the limit',
    series: tightest.map((limit) => ({
      name: `${limit.component}: ${limit.limit}`.slice(0, 30),
      points: [
        [0, 0],
        [arrivalsPerSecond, limit.utilisation * 100],
      ],
    })),
  };
  if (seconds === undefined || backlogs.length === 0) return [utilisation];
  return [
    utilisation,
    {
      title: 'Backlogs',
      x: 'minutes',
      y: 'items',
      series: backlogs.map(({ component, backlog = 0, drainSeconds }) => ({
        name: component.slice(0, 30),
        points: [
          [0, 0],
          [seconds / 60, backlog],
          ...(typeof drainSeconds === 'number'
            ? ([[(seconds + drainSeconds) / 60, 0]] as const)
            : []),
        ],
      })),
    },
  ];
}
