import type { ServiceShape } from '../estimate/service-shape.ts';
import type { UsageFile } from '../estimate/usage-file.ts';
import { functionUsage } from './function-usage.ts';
import type { Measurement } from './measurement.ts';
import { queueUsage } from './queue-usage.ts';
import type { RunRecord } from './run.ts';

/**
 * What a service's usage file says after some runs.
 *
 * @throws {CommandError} naming the function that the workload never reached, or what can't be told.
 */
export function summarise(measurement: Measurement): UsageFile {
  const { service, event, provenance, shape, records } = measurement;
  return {
    service,
    event,
    measured: provenance,
    functions: Object.fromEntries(
      shape.functions.map((each) => [each.key, functionUsage(each, measurement)]),
    ),
    queues: Object.fromEntries(
      shape.functions.flatMap((each) =>
        each.trigger.type === 'queue'
          ? [[each.trigger.queue.logicalId, queueUsage(each.trigger, measurement)]]
          : [],
      ),
    ),
    metrics: metricsOf(shape, records),
  };
}

/** Each custom metric that was ever seen, by namespace and function. */
function metricsOf(shape: ServiceShape, records: readonly RunRecord[]): UsageFile['metrics'] {
  const series = new Map<string, { namespace: string; function?: string }>();
  for (const { namespace, name, dimensions } of records.flatMap(({ usage }) => usage.metrics)) {
    if (dimensions['service'] !== shape.name) continue;
    const of = [dimensions['function'], dimensions['function_name']];
    const owner = shape.functions.find((each) => of.includes(each.key) || of.includes(each.name));
    series.set(JSON.stringify([namespace, name, dimensions]), {
      namespace,
      ...(owner && { function: owner.key }),
    });
  }
  const groups = Map.groupBy(series.values(), (metric) => JSON.stringify(metric));
  return [...groups.values()]
    .map((group) => ({ ...group[0]!, series: group.length }))
    .sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
}
