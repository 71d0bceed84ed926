import { type PriceBook, priceUsage, type UsageLine } from '@acado/pricing';
import { metricLines } from '../../measured/usage-lines.ts';
import type { Run, UsageRecord } from '../record/schemas.ts';
import type { Recording } from '../run/run-variant.ts';
import { type Micro, toMicro } from './money.ts';

/** What is paid in a month, however many orders there are. */
export interface FixedCost {
  what: string;
  amount: string;
  usd: Micro;
}

/** Pollers that Lambda keeps for a queue that nobody sends to, and how long each of their requests waits. */
const IDLE_POLLERS = 5;
const LONG_POLL_S = 20;
const MONTH_S = 30 * 86_400;

/**
 * The monthly costs of an architecture that do not come with orders.
 *
 * @param recordings Runs of it, as it is the last. Where few invocations report, other runs tell which functions have a
 *   metric that it has.
 */
export function fixedCosts(
  recordings: readonly Recording[],
  { region }: Run,
  book: PriceBook,
): FixedCost[] {
  const { configuration, usage: usageAsItIs } = recordings.at(-1)!;
  const price = (lines: readonly UsageLine[]): Micro =>
    lines.length === 0 ? 0 : toMicro(priceUsage(lines, { book }).total);
  const nameOf = ({ namespace, name }: UsageRecord['metrics'][number]) => `${namespace} ${name}`;
  const names = new Set(usageAsItIs.metrics.map(nameOf));
  const series = new Map(
    recordings
      .flatMap(({ usage }) => usage.metrics)
      .filter((metric) => names.has(nameOf(metric)))
      .map((metric) => [JSON.stringify(metric), metric]),
  );
  const metrics = [...series.values()];
  const lines = metricLines({ calls: [], apis: [], logs: [], metrics }, region);
  const alarms = configuration.alarms;
  const queues = configuration.queues.length;
  const polls = (queues * IDLE_POLLERS * MONTH_S) / LONG_POLL_S;
  return [
    {
      what: 'Alarms',
      amount: `${alarms}`,
      usd: price([{ meter: 'cloudwatch-alarms', region, type: 'standard', alarms }]),
    },
    {
      what: 'Custom metrics',
      amount: `${metrics.length} series`,
      usd: price(lines.map(({ line }) => line)),
    },
    {
      what: 'Polling of queues while they are empty, at most',
      amount: `${queues} queues`,
      usd: price([{ meter: 'sqs-requests', region, type: 'standard', requests: polls }]),
    },
  ];
}

/** What it costs a month to keep what a million orders leave behind. */
export function keepingCosts(
  { outcome }: Recording,
  { region }: Run,
  book: PriceBook,
): FixedCost[] {
  const { kept } = outcome;
  const perMillion = (amount: number): number => Math.round((amount / kept.orders) * 1_000_000);
  const gb = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(2)} GB`;
  const tableBytes = perMillion(kept.tableBytes);
  const objectBytes = perMillion(kept.objectBytes);
  const price = (line: UsageLine): Micro => toMicro(priceUsage([line], { book }).total);
  return [
    {
      what: 'In tables',
      amount: gb(tableBytes),
      usd: price({ meter: 'dynamodb-storage', region, bytes: tableBytes }),
    },
    {
      what: 'On S3',
      amount: `${gb(objectBytes)} in ${perMillion(kept.objects).toLocaleString('en')} objects`,
      usd: price({
        meter: 's3-storage',
        region,
        storageClass: 'STANDARD',
        objects: 1,
        objectBytes,
        days: 30,
      }),
    },
  ];
}
