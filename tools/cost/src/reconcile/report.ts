import { Exact } from '@acado/pricing';
import type { Comparison, Reconciled } from './comparison.ts';
import { differs, type ReconciledSum, type Reconciliation } from './reconcile.ts';

/** A table of a report, in whichever form it is written. */
export interface Section {
  title: string;
  /** The first row is the heading. */
  rows: string[][];
  /** Columns of numbers. */
  numeric: number[];
}

/** A report, in whichever form it is written. */
export interface Report {
  title: string;
  /** What was compared, and how it came out. */
  summary: string[];
  sections: Section[];
}

/** Decimals of an amount of USD: a service may cost less than a cent. */
const PLACES = 4;

const usd = (amount: Exact): string => amount.toFixed(PLACES);
const units = (quantity: Exact): string => quantity.toFixed(6).replace(/\.?0+$/, '');
const percent = ({ errorPercent, error }: Comparison): string => {
  if (errorPercent) return `${errorPercent.toFixed(2)} %`;
  return error.compare(0) === 0 ? '0.00 %' : '–';
};
const mark = (compared: Reconciled): string => (differs(compared) ? 'differs' : '');

const AMOUNTS = ['estimate', 'bill', 'error', 'error %'];
const MEASURED = ['measured', 'error', 'error %'];

/** The amounts of a line, service or total; all have the same columns. */
const amounts = (of: Reconciled): string[] => [
  usd(of.estimate),
  usd(of.bill),
  usd(of.error),
  percent(of),
  ...(of.measured ? [usd(of.measured.estimate), usd(of.measured.error), percent(of.measured)] : []),
  mark(of),
];

/** Numbers from a column on, without the last, which is a remark. */
const numbers = (from: number, heading: readonly string[]): number[] =>
  heading.flatMap((_, column) => (column >= from && column < heading.length - 1 ? [column] : []));

/**
 * A reconciliation for people.
 *
 * @param tag The tag that it is grouped by.
 */
export function reportOf(result: Reconciliation, tag: string | undefined): Report {
  const { services, tags, total } = result;
  const sections = [sumSection('service', 'By service', services, total)];
  if (tag !== undefined) sections.push(sumSection(tag, `By tag ${tag}`, tags, total));
  sections.push(lineSection(result, tag));
  if (result.unknown.length > 0) sections.push(unknownSection(result, tag));
  if (result.others.length > 0) sections.push(otherSection(result));
  const title = result.months.length === 0 ? 'Bill' : `Bill of ${result.months.join(', ')}`;
  return { title, summary: summary(result), sections };
}

function summary(result: Reconciliation): string[] {
  const { total, unknown, others, invoiced } = result;
  const unknownSum = Exact.sum(unknown.map(({ usage }) => usage.billed));
  const otherSum = Exact.sum(others.map(({ billed }) => billed));
  const discount =
    total.discount.compare(0) === 0
      ? []
      : [`Savings Plans and reservations took off ${usd(total.discount)} USD.`];
  return [
    verdict(result),
    `Invoiced for ${result.rows} rows: ${usd(invoiced)} USD = compared usage ${usd(total.invoiced)} + not in the price book ${usd(unknownSum)} + no usage ${usd(otherSum)}.`,
    ...discount,
  ];
}

function verdict({ reconciled, lines, total, tolerancePercent }: Reconciliation): string {
  if (lines.length === 0) return 'Not reconciled: the bill has no usage that the price book knows.';
  const error = `error ${usd(total.error)} USD (${percent(total)})`;
  return reconciled
    ? `Reconciled: ${error}, nothing over ${tolerancePercent} %.`
    : `Not reconciled: ${error}; ${lines.filter(differs).length} of ${lines.length} lines over ${tolerancePercent} %.`;
}

function sumSection(
  by: string,
  title: string,
  sums: readonly ReconciledSum[],
  total: Reconciled,
): Section {
  const heading = [by, ...AMOUNTS, ...(total.measured ? MEASURED : []), ''];
  const rows = sums.map((sum) => [sum.name || '(none)', ...amounts(sum)]);
  return {
    title: `${title}, USD`,
    rows: [heading, ...rows, ['total', ...amounts(total)]],
    numeric: numbers(1, heading),
  };
}

function lineSection({ lines, total }: Reconciliation, tag: string | undefined): Section {
  const group = tag === undefined ? [] : [tag];
  const heading = [
    ...group,
    ...['service', 'meter', 'region', 'unit', 'units', 'free units'],
    ...AMOUNTS,
    ...(total.measured ? MEASURED : []),
    '',
  ];
  const rows = lines.map((line) => [
    ...group.map(() => line.tag || '(none)'),
    ...[line.service, line.meter, line.region, line.unit],
    ...[units(line.quantity), units(line.freeQuantity), ...amounts(line)],
  ]);
  return {
    title: 'By meter, USD',
    rows: [heading, ...rows],
    numeric: numbers(group.length + 4, heading),
  };
}

function unknownSection({ unknown }: Reconciliation, tag: string | undefined): Section {
  const group = tag === undefined ? [] : [tag];
  const rows = unknown.map(({ usage, region, reason }) => [
    ...group.map(() => usage.tag || '(none)'),
    ...[usage.service, usage.usageType, usage.operation, region],
    ...[units(usage.quantity.plus(usage.freeQuantity)), usd(usage.effective), reason],
  ]);
  const heading = ['service', 'usage type', 'operation', 'region', 'units', 'bill', 'reason'];
  return {
    title: 'Not in the price book, USD',
    rows: [[...group, ...heading], ...rows],
    numeric: [group.length + 4, group.length + 5],
  };
}

function otherSection({ others }: Reconciliation): Section {
  const rows = others.map(({ type, rows: count, billed }) => [type, String(count), usd(billed)]);
  return {
    title: 'No usage, USD',
    rows: [['type', 'rows', 'billed'], ...rows],
    numeric: [1, 2],
  };
}
