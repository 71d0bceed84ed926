import { textTable } from '@acado/command-line';
import type { Table } from '@acado/cost/render';
import { comparisonTable, factorTable } from './comparison-tables.ts';
import { modelText } from './format.ts';
import type { LoadComparison, LoadHead, LoadResult } from './load-result.ts';
import { thresholdText } from './sentences.ts';
import { errorTable, factsOf, latencyTable, requestTable, warningsOf } from './tables.ts';

/** A table of a report on a terminal. */
const tableText = ({ head, rows, numbersFrom = 1 }: Table): string =>
  textTable([head, ...rows], head.map((_, column) => column).slice(numbersFrom));

const headText = ({ service, scenario, target, model }: LoadHead, interrupted: boolean): string =>
  `${service}: ${scenario.name}, ${target.url}\n${modelText(model)}${interrupted ? '; stopped before its end' : ''}\n`;

/** What a person reads at the end of a run. */
export function resultText(result: LoadResult): string {
  const { measurement, thresholds, interrupted } = result;
  return [
    headText(result, interrupted),
    tableText(requestTable(result)),
    tableText(latencyTable(result)),
    ...(measurement.total.failed > 0 ? [tableText(errorTable(result))] : []),
    ...factsOf(result),
    ...thresholds.map(thresholdText),
    ...warningsOf(result),
    '',
  ].join('\n');
}

/** What a person reads at the end of a comparison. */
export function comparisonText(comparison: LoadComparison): string {
  const { stages, interrupted, verdict } = comparison;
  const failed = stages.filter(({ measurement }) => measurement.total.failed > 0);
  return [
    headText(comparison, interrupted),
    tableText(comparisonTable(comparison)),
    ...(stages.length > 1 ? [tableText(factorTable(comparison))] : []),
    ...failed.map((stage) => `At ${stage.memoryMb} MB:\n${tableText(errorTable(stage))}`),
    ...stages.flatMap(({ memoryMb, thresholds }) =>
      thresholds.map((threshold) => `${memoryMb} MB ${thresholdText(threshold)}`),
    ),
    ...stages.flatMap((stage) =>
      warningsOf(stage).map((warning) => `${stage.memoryMb} MB: ${warning}`),
    ),
    verdict,
    '',
  ].join('\n');
}
