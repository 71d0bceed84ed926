import { textTable } from '@acado/command-line';
import type { Table } from '@acado/cost/render';
import { ms, modelText, percent } from './format.ts';
import type { LoadResult, Threshold } from './load-result.ts';
import { errorTable, factsOf, latencyTable, requestTable } from './tables.ts';

/** A table of a report on a terminal. */
export const tableText = ({ head, rows }: Table): string =>
  textTable([head, ...rows], head.map((_, column) => column).slice(1));

/** What a person reads at the end of a run. */
export function resultText(result: LoadResult): string {
  const { service, scenario, target, model, measurement, thresholds, interrupted } = result;
  return [
    `${service}: ${scenario.name}, ${target.url}`,
    `${modelText(model)}${interrupted ? '; stopped before its end' : ''}`,
    '',
    tableText(requestTable(result)),
    tableText(latencyTable(result)),
    ...(measurement.total.failed > 0 ? [tableText(errorTable(result))] : []),
    ...factsOf(result),
    ...thresholds.map(thresholdText),
    '',
  ].join('\n');
}

export function thresholdText({ name, limit, actual, ok }: Threshold): string {
  const shown = name === 'maxP95Ms' ? ms : (value: number | null) => percent(value ?? 0);
  const what = name === 'maxP95Ms' ? 'p95' : 'errors';
  return `${ok ? 'holds' : 'FAILS'}: ${what} ${shown(actual)}, at most ${shown(limit)}`;
}
