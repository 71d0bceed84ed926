import { type Finding, type Measured, noFinding } from '../finding.ts';

const LAMBDA = '/aws/lambda/';

/** CloudWatch: log bytes taken in, custom metrics and alarms. */
export function measureTelemetry(measured: Measured): Finding {
  const { region, names, series } = measured;
  const finding = noFinding();
  for (const { dimensions, sum } of series.of('AWS/Logs', 'IncomingBytes', ['LogGroupName'])) {
    const group = dimensions.LogGroupName ?? '';
    const label = names.serviceOf(group.slice(group.lastIndexOf('/') + 1));
    if (label === undefined) continue;
    finding.usage.push({
      meter: 'cloudwatch-logs',
      region,
      label,
      writer: group.startsWith(LAMBDA) ? 'lambda' : 'custom',
      bytes: Math.round(sum),
    });
  }
  finding.usage.push(...customMetricLines(measured), ...alarmLines(measured));
  if (finding.usage.some(({ meter }) => meter === 'cloudwatch-alarms')) {
    finding.sources.push(
      'Alarms: those that are there now, as if they had been there all the time',
    );
  }
  return finding;
}

/** A custom metric is billed for the hours in which it has data. */
function customMetricLines({ region, names, customMetrics }: Measured) {
  const counts = new Map<string, { label: string; hours: number; metrics: number }>();
  for (const { dimensions, hours } of customMetrics) {
    const owner = dimensions.function ?? dimensions.function_name ?? dimensions.FunctionName;
    const label = owner === undefined ? dimensions.service : names.serviceOf(owner);
    if (!label?.startsWith('acado-') || hours === 0) continue;
    const key = `${label} ${hours}`;
    const { metrics } = counts.get(key) ?? { metrics: 0 };
    counts.set(key, { label, hours, metrics: metrics + 1 });
  }
  return [...counts.values()].map(({ label, hours, metrics }) => ({
    meter: 'cloudwatch-metrics' as const,
    region,
    label,
    metrics,
    hours,
  }));
}

function alarmLines({ region, names, alarms, hours }: Measured) {
  const counts = new Map<
    string,
    { label: string; type: (typeof alarms)[number]['type']; n: number }
  >();
  for (const { name, type, metrics, dimensions } of alarms) {
    // A REST API's name begins with the stage, and so does that of its alarm.
    const label = names.serviceOf(dimensions.ApiName ?? name);
    if (label === undefined) continue;
    const key = `${label} ${type}`;
    counts.set(key, { label, type, n: (counts.get(key)?.n ?? 0) + metrics });
  }
  return [...counts.values()].map(({ label, type, n }) => ({
    meter: 'cloudwatch-alarms' as const,
    region,
    label,
    type,
    alarms: n,
    hours,
  }));
}
