import { textTable } from '@acado/command-line';
import { type Bill, billToJson, Exact } from '@acado/pricing';
import type { Finding } from './finding.ts';
import type { MeterRow, ServiceRow } from './report.ts';

/** Decimals of a cost: enough for one request. */
const PLACES = 8;

/** Everything there is to print. */
export interface Actual extends Pick<Finding, 'sources' | 'missing'> {
  title: string;
  meters: readonly MeterRow[];
  services: readonly ServiceRow[];
}

/** The tables for people. */
export const toText = ({ title, meters, services, sources, missing }: Actual): string =>
  [
    `${title}\n`,
    `\nBy meter\n${meterTable(meters)}`,
    `\nBy service, USD\n${serviceTable(services)}`,
    section('Where the numbers are from', sources),
    section('Not measured, and in no sum', missing),
  ].join('');

/** Sources and what is missing, for standard error when standard output is for machines. */
export const notes = ({ sources, missing }: Pick<Finding, 'sources' | 'missing'>): string =>
  section('Where the numbers are from', sources) + section('Not measured', missing);

/** The same for machines, with what each number was priced at. */
export const toJson = ({ services, sources, missing }: Actual, bill: Bill) => ({
  services: services.map(({ service, usage, fixed, own }) => ({
    service,
    use: usage.toNumber(),
    metricsAndAlarms: fixed.toNumber(),
    ownCostMetrics: own ?? null,
  })),
  sources,
  notMeasured: missing,
  ...billToJson(bill),
});

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `- ${line}\n`).join('')}`;

function meterTable(meters: readonly MeterRow[]): string {
  const rows = meters.map(({ service, item, unit, quantity, cost }) => [
    service,
    item,
    `${Number(quantity.toNumber().toPrecision(8))} ${unit}`,
    cost.toFixed(PLACES),
  ]);
  const total = Exact.sum(meters.map(({ cost }) => cost)).toFixed(PLACES);
  return textTable(
    [['service', 'meter', 'units', 'USD'], ...rows, ['total', '', '', total]],
    [2, 3],
  );
}

function serviceTable(services: readonly ServiceRow[]): string {
  const sum = (part: (row: ServiceRow) => Exact) => Exact.sum(services.map(part));
  const owns = services.flatMap(({ own }) => own ?? []);
  const all: ServiceRow = {
    service: 'total',
    usage: sum(({ usage }) => usage),
    fixed: sum(({ fixed }) => fixed),
    own: owns.length === 0 ? undefined : owns.reduce((total, own) => total + own, 0),
  };
  const heading = ['service', 'use', 'metrics and alarms', 'both', 'own cost metrics', 'to use'];
  const rows = [...services, all].map(({ service, usage, fixed, own }) => [
    service,
    usage.toFixed(PLACES),
    fixed.toFixed(PLACES),
    usage.plus(fixed).toFixed(PLACES),
    own === undefined ? 'none' : own.toFixed(PLACES),
    difference(own, usage.toNumber()),
  ]);
  return textTable([heading, ...rows], [1, 2, 3, 4, 5]);
}

/** What our own metrics say more or less than AWS's. */
function difference(own: number | undefined, usage: number): string {
  if (own === undefined || usage === 0) return '';
  const percent = (own / usage - 1) * 100;
  return `${percent > 0 ? '+' : ''}${percent.toFixed(2)} %`;
}
