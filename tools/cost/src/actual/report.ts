import { type Bill, Exact, type Item, type UsageLine } from '@acado/pricing';
import type { Finding, Measured } from './finding.ts';
import { measureApis } from './meters/apis.ts';
import { measureBuckets } from './meters/buckets.ts';
import { measureEvents } from './meters/events.ts';
import { measureFunctions } from './meters/functions.ts';
import { measureQueues } from './meters/queues.ts';
import { measureTables } from './meters/tables.ts';
import { measureTelemetry } from './meters/telemetry.ts';

/** What CloudWatch cannot tell at all. */
const NEVER_MEASURED =
  'Storage of tables, buckets and logs, data transfer, provisioned concurrency, Step Functions';

/** Meters of what costs the same whether anything happens or not. */
const FIXED: readonly UsageLine['meter'][] = ['cloudwatch-metrics', 'cloudwatch-alarms'];

/** Usage of every service of AWS. */
export function usageOf(measured: Measured): Finding {
  const findings = [
    measureFunctions,
    measureApis,
    measureEvents,
    measureQueues,
    measureTables,
    measureBuckets,
    measureTelemetry,
  ].map((measureOne) => measureOne(measured));
  return {
    usage: findings.flatMap(({ usage }) => usage),
    sources: findings.flatMap(({ sources }) => sources),
    missing: [...findings.flatMap(({ missing }) => missing), NEVER_MEASURED],
  };
}

/** An item of the price book that a service of ours used. */
export interface MeterRow {
  service: string;
  item: Item;
  unit: string;
  quantity: Exact;
  cost: Exact;
}

/** A service of ours: what AWS charges for it, and what it says itself. */
export interface ServiceRow {
  service: string;
  /** What depends on use: what the service's own metrics are about. */
  usage: Exact;
  /** Custom metrics and alarms. */
  fixed: Exact;
  /** Sum of `EstimatedCost` in USD; undefined if the service has no such metric. */
  own: number | undefined;
}

export function meterRows({ lines }: Bill): MeterRow[] {
  const rows = new Map<string, MeterRow>();
  for (const { usage, unitPrices } of lines) {
    for (const { item, unit, quantity, cost } of unitPrices) {
      const service = usage.label ?? '';
      const row = rows.get(`${service} ${item}`);
      rows.set(`${service} ${item}`, {
        ...{ service, item, unit },
        quantity: Exact.of(quantity).plus(row?.quantity ?? 0),
        cost: cost.plus(row?.cost ?? 0),
      });
    }
  }
  const used = [...rows.values()].filter(({ quantity }) => quantity.compare(0) !== 0);
  return used.sort((a, b) => (a.service < b.service ? -1 : 1));
}

export function serviceRows({ lines }: Bill, { series }: Measured): ServiceRow[] {
  const own = new Map<string, number>();
  for (const { dimensions, sum } of series.of('Acado/Cost', 'EstimatedCost', [
    'service',
    'function',
    'stage',
  ])) {
    const service = dimensions.service ?? '';
    own.set(service, (own.get(service) ?? 0) + sum);
  }
  return [...Map.groupBy(lines, ({ usage }) => usage.label ?? '')]
    .map(([service, ofService]) => {
      const costOf = (fixed: boolean) =>
        Exact.sum(
          ofService
            .filter(({ usage }) => FIXED.includes(usage.meter) === fixed)
            .map(({ cost }) => cost),
        );
      return { service, usage: costOf(false), fixed: costOf(true), own: own.get(service) };
    })
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}
