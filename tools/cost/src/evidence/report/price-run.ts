import {
  type Exact,
  type Item,
  type PriceBook,
  priceUsage,
  type UnitPrice,
  type UsageLine,
} from '@acado/pricing';
import { type PricedBy, usageLines } from '../../measured/usage-lines.ts';
import type { Run } from '../record/schemas.ts';
import type { Recording } from '../run/run-variant.ts';
import { countedReports, invocationsOf } from './invocations.ts';
import { type Micro, toMicro } from './money.ts';

/** What AWS charges for, as the charts group it. */
export type AwsMeter =
  | 'API Gateway'
  | 'Lambda requests'
  | 'Lambda duration'
  | 'EventBridge'
  | 'SQS'
  | 'DynamoDB writes'
  | 'DynamoDB reads'
  | 'S3 requests'
  | 'CloudWatch Logs';

const METERS: readonly [prefix: string, meter: AwsMeter][] = [
  ['api-gateway.', 'API Gateway'],
  ['lambda.requests.', 'Lambda requests'],
  ['lambda.', 'Lambda duration'],
  ['eventbridge.', 'EventBridge'],
  ['sqs.', 'SQS'],
  ['dynamodb.write-', 'DynamoDB writes'],
  ['dynamodb.read-', 'DynamoDB reads'],
  ['s3.', 'S3 requests'],
  ['cloudwatch.logs.', 'CloudWatch Logs'],
];

export const AWS_METERS = [...new Set(METERS.map(([, meter]) => meter))];

function meterOf(item: Item): AwsMeter {
  const found = METERS.find(([prefix]) => item.startsWith(prefix));
  if (!found) throw new RangeError(`No order is known to cost ${item}`);
  return found[1];
}

/** One part of what orders cost: one item of the price book, for one resource, caused by one function. */
export interface Part {
  /** Folder of the service. */
  service: string;
  meter: AwsMeter;
  item: Item;
  resource: string;
  function?: string;
  /** Rounded here, once: every sum of parts is exact. */
  usd: Micro;
}

/** How a month is priced. */
export interface Pricing {
  run: Run;
  book: PriceBook;
  /** Share of the invocations that have to start their environment, from 0 to 1. */
  coldShare: number;
}

/** A usage line of a month, and what it was made of. */
export interface MonthlyLine {
  tags: Omit<PricedBy, 'line'>;
  /** As it was counted in the run. */
  counted: UsageLine;
  /** For so many orders a month as were asked for. */
  monthly: UsageLine;
  prices: UnitPrice[];
  usd: Exact;
}

/** What was counted in a run, as usage lines; what pollers ask of empty queues is no order's cost, see `fixed.ts`. */
export function countedLines({ reports, usage, configuration }: Recording, region: string) {
  const calls = usage.calls.map(({ empty = 0, ...call }) => ({
    ...call,
    requests: call.requests - empty,
    ...(call.chunks !== undefined && { chunks: call.chunks - empty }),
  }));
  const functionOf = (name: string) => {
    const found = configuration.functions.find((candidate) => candidate.name === name);
    if (!found) throw new RangeError(`configuration.json has no function ${name}`);
    return found;
  };
  return usageLines({
    reports: countedReports(reports),
    usage: { ...usage, calls },
    region,
    architectureOf: (name) => functionOf(name).architecture,
    memoryOf: (name) => functionOf(name).memoryMb,
  });
}

/** Amounts of a usage line that grow with the number of orders. */
const AMOUNTS = new Set(
  'requests billedMs events publishes puts gets bytes writeRequestUnits readRequestUnits'.split(
    ' ',
  ),
);

/** A line for `factor` times the orders; units of DynamoDB are the only ones that come in parts. */
const times = (line: UsageLine, factor: number): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(line).map(([field, value]: [string, unknown]) => [
      field,
      AMOUNTS.has(field) && typeof value === 'number' ? Math.round(value * factor) : value,
    ]),
  );

/** Prices what a run would cost with so many orders a month, tiers and all. */
export function priceMonth(
  recording: Recording,
  ordersPerMonth: number,
  { run, book, coldShare }: Pricing,
): MonthlyLine[] {
  const counted = countedLines(recording, run.region);
  const invocations = invocationsOf(recording.reports);
  const factor = ordersPerMonth / run.orders;
  const monthly = counted.map(({ line }) => {
    const scaled = times(line, factor);
    return line.meter === 'lambda' ? { ...scaled, billedMs: 0 } : scaled;
  });
  counted.forEach(({ line, resource }, index) => {
    const ofFunction = invocations.get(resource);
    if (line.meter !== 'lambda' || !ofFunction) return;
    const meanMs = (1 - coldShare) * ofFunction.warmMs + coldShare * ofFunction.coldMs;
    monthly[index]!.billedMs = Math.round(line.requests * factor * meanMs);
  });
  const bill = priceUsage(monthly as UsageLine[], { book, month: true, freeTier: run.freeTier });
  return counted.map(({ line, ...tags }, index) => {
    const { unitPrices, cost } = bill.lines[index]!;
    return {
      tags,
      counted: line,
      monthly: monthly[index] as UsageLine,
      prices: unitPrices,
      usd: cost,
    };
  });
}

/** The parts of a priced month. */
export const partsOf = (lines: readonly MonthlyLine[], services: readonly string[]): Part[] =>
  lines.flatMap(({ tags, prices }) =>
    prices.map(({ item, cost }) => ({
      // Of a REST API the stage comes before the service.
      service: services.find((service) => tags.service.endsWith(service)) ?? tags.service,
      meter: meterOf(item),
      item,
      resource: tags.resource,
      ...(tags.function !== undefined && { function: tags.function }),
      usd: toMicro(cost),
    })),
  );

export const totalOf = (parts: readonly Part[]): Micro =>
  parts.reduce((sum, { usd }) => sum + usd, 0);
