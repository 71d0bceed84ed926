import { billedDurationMs, type UsageLine } from '@acado/pricing';
import type { InvocationReport } from '@acado/tuning';
import { callLine } from './call-line.ts';
import { functionOfLogGroup, serviceOfName } from './names.ts';
import { type CountedUsage, OPERATOR } from './usage-snapshot.ts';

/** A usage line, and what it is paid for. */
export interface PricedBy {
  line: UsageLine;
  /** Name of the service: `acado-worker-b`. */
  service: string;
  /** Name of the function that caused it: `acado-worker-b-local-storeOrders`. */
  function?: string;
  meter: UsageLine['meter'];
  /** The function, API, queue, bus, table, bucket or log group that it is billed for. */
  resource: string;
}

/** A REPORT line, and whose it is. */
export interface FunctionReport {
  functionName: string;
  report: InvocationReport;
}

/** What was measured in a run, and what only the templates know. */
export interface MeasuredRun {
  reports: readonly FunctionReport[];
  usage: CountedUsage;
  region: string;
  architectureOf: (functionName: string) => 'x86_64' | 'arm64';
  /** In MB; asked where a REPORT line does not say it. */
  memoryOf: (functionName: string) => number;
}

/**
 * Turns what was measured into usage lines that `@acado/pricing` prices, each tagged with who caused it. What the
 * operator called is left out; so are monthly costs, see `metricLines`.
 *
 * @throws {RangeError} If a REPORT line has no duration.
 *
 * @example
 * const lines = usageLines({ reports, usage: cloud.usage(), region: 'us-east-1', architectureOf, memoryOf });
 * priceUsage(lines.map(({ line }) => line)).total;
 */
export function usageLines(run: MeasuredRun): PricedBy[] {
  const { usage, region } = run;
  const ofCalls = usage.calls
    .filter(({ caller }) => caller !== OPERATOR)
    .flatMap((calls) => {
      const line = callLine(calls, region);
      if (!line) return [];
      // A service that calls for us, such as EventBridge, is no function: the owner of the resource pays.
      const caller = calls.caller.includes('.amazonaws.com') ? undefined : calls.caller;
      return [tagged(line, calls.resource, caller)];
    });
  const ofApis = usage.apis.map(({ api, type, requests, units512Kb }) =>
    type === 'REST'
      ? tagged({ meter: 'rest-api', region, requests }, api)
      : tagged({ meter: 'http-api', region, requests: units512Kb }, api),
  );
  const ofLogs = usage.logs.map(({ logGroup, bytes }) => {
    const caller = functionOfLogGroup(logGroup);
    const writer = caller === undefined ? 'custom' : 'lambda';
    return tagged({ meter: 'cloudwatch-logs', region, writer, bytes }, logGroup, caller);
  });
  return [...ofInvocations(run), ...ofApis, ...ofCalls, ...ofLogs];
}

/**
 * The custom metrics that were seen, as monthly usage lines by service and function: they cost the same whether a month
 * has one data point or a million.
 *
 * @example
 * metricLines(cloud.usage(), 'us-east-1')[0].line; // { meter: 'cloudwatch-metrics', region: 'us-east-1', metrics: 8 }
 */
export function metricLines(usage: CountedUsage, region: string): PricedBy[] {
  const byOwner = Map.groupBy(usage.metrics, ({ namespace, dimensions }) =>
    JSON.stringify([namespace, dimensions['service'] ?? namespace, dimensions['function'] ?? '']),
  );
  return [...byOwner].map(([owner, series]) => {
    const [namespace, service, functionName] = JSON.parse(owner) as [string, string, string];
    return {
      line: { meter: 'cloudwatch-metrics', region, metrics: series.length },
      service,
      ...(functionName !== '' && { function: functionName }),
      meter: 'cloudwatch-metrics',
      resource: namespace,
    };
  });
}

/** One line for each function and memory size. */
function ofInvocations({ reports, region, architectureOf, memoryOf }: MeasuredRun): PricedBy[] {
  const groups = Map.groupBy(reports, ({ functionName, report }) => {
    const memoryMb = report.memoryMb ?? memoryOf(functionName);
    return `${functionName} ${memoryMb}`;
  });
  return [...groups].map(([key, group]) => {
    const [functionName = '', memoryMb] = key.split(' ');
    const line: UsageLine = {
      meter: 'lambda',
      region,
      architecture: architectureOf(functionName),
      memoryMb: Number(memoryMb),
      requests: group.length,
      billedMs: group.reduce((sum, { report }) => sum + billedMsOf(report), 0),
    };
    return tagged(line, functionName, functionName);
  });
}

/**
 * The billed duration of a REPORT line, from its parts if it does not say it.
 *
 * @throws {RangeError} If it has no duration at all.
 */
export function billedMsOf({ requestId, billedMs, durationMs, initMs }: InvocationReport): number {
  if (billedMs !== undefined) return billedMs;
  if (durationMs === undefined)
    throw new RangeError(`The REPORT line of request ${requestId} has no duration`);
  return billedDurationMs(durationMs, initMs);
}

const tagged = (line: UsageLine, resource: string, caller?: string): PricedBy => ({
  line,
  service: serviceOfName(caller ?? resource.replace(/^\/aws\/[^/]+\//, '')),
  ...(caller !== undefined && { function: caller }),
  meter: line.meter,
  resource,
});
