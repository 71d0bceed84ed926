import type { FunctionFacts } from '../cloud.ts';
import { type Finding, type Measured, noFinding, type ReportTotals } from '../finding.ts';

/** Share of the invocations that REPORT lines may lack: those at the edges of the time. */
const AT_THE_EDGES = 0.01;

interface Billed {
  source: string;
  /** By memory size. */
  totals: ReportTotals;
}

/** Lambda: requests and billed duration. AWS/Lambda's own `Duration` leaves Init out, which is billed, too. */
export function measureFunctions(measured: Measured): Finding {
  const { region, functions, names } = measured;
  const finding = noFinding();
  const bySource = new Map<string, string[]>();
  for (const facts of functions) {
    const label = names.serviceOf(facts.name);
    const billed = label === undefined ? undefined : billedOf(facts, measured);
    if (label === undefined || billed === undefined) continue;
    for (const [memoryMb, { requests, billedMs }] of billed.totals) {
      finding.usage.push({
        meter: 'lambda',
        region,
        label,
        architecture: facts.architecture,
        memoryMb,
        requests,
        billedMs,
        ephemeralStorageMb: facts.ephemeralStorageMb,
      });
    }
    bySource.set(billed.source, [...(bySource.get(billed.source) ?? []), facts.name]);
  }
  for (const { dimensions, sum } of measured.series.of('AWS/Lambda', 'Invocations', [
    'FunctionName',
  ])) {
    const name = dimensions.FunctionName ?? '';
    if (sum > 0 && !functions.some((facts) => facts.name === name)) {
      finding.missing.push(`Lambda ${name}: ${sum} invocations; it is gone, and its size with it`);
    }
  }
  for (const [source, members] of bySource) {
    finding.sources.push(`Lambda, billed duration of ${members.join(', ')}: ${source}`);
  }
  return finding;
}

function billedOf(facts: FunctionFacts, measured: Measured): Billed | undefined {
  const { series, reports } = measured;
  const FunctionName = facts.name;
  const requests = Math.round(series.sum('AWS/Lambda', 'Invocations', { FunctionName }) ?? 0);
  if (requests === 0) return undefined;
  const totals = reports.get(facts.name);
  const reported = [...(totals?.values() ?? [])].reduce((sum, total) => sum + total.requests, 0);
  if (totals && reported >= requests * (1 - AT_THE_EDGES)) {
    return { source: 'REPORT lines', totals };
  }
  const why = totals ? `of ${requests} invocations only ${reported} have a REPORT line` : undefined;
  const from = (what: string, billedMs: number): Billed => ({
    source: why === undefined ? what : `${what}; ${why}`,
    totals: new Map([[facts.memoryMb, { requests, billedMs }]]),
  });
  const own = series
    .of('Acado/Cost', 'BilledDuration', ['service', 'function', 'stage'])
    .find(({ dimensions }) => dimensions.function === facts.name);
  if (own) return from('our metric BilledDuration', Math.round(own.sum));
  const duration = series.sum('AWS/Lambda', 'Duration', { FunctionName }) ?? 0;
  return from(
    'the metric Duration, so without Init and without rounding up: too low',
    Math.ceil(duration),
  );
}
