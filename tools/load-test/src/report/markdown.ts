import { tableMarkdown } from '@acado/cost/render';
import { comparisonFacts, comparisonTable, factorTable, memoryTable } from './comparison-tables.ts';
import { latencyName, modelText } from './format.ts';
import type { LoadComparison, LoadHead, LoadResult } from './load-result.ts';
import { LIMITS, summaryOf, thresholdText } from './sentences.ts';
import { errorTable, factsOf, latencyTable, requestTable, warningsOf } from './tables.ts';

/** A run as Markdown. */
export const resultMarkdown = (result: LoadResult): string =>
  documentOf(result, [
    `**${summaryOf(result)}**`,
    list([...result.thresholds.map(thresholdText), ...warningsOf(result)]),
    ...[`## Requests and their ${latencyName(result.model)}`, tableMarkdown(requestTable(result))],
    ...['## Latency', tableMarkdown(latencyTable(result))],
    ...errors(result),
    ...['## In all', list(factsOf(result))],
  ]);

/** A comparison as Markdown. */
export const comparisonMarkdown = (comparison: LoadComparison): string =>
  documentOf(comparison, [
    `**${comparison.verdict}**`,
    `Times are of the ${latencyName(comparison.model)}.`,
    tableMarkdown(comparisonTable(comparison)),
    ...(comparison.stages.length > 1 ? [tableMarkdown(factorTable(comparison))] : []),
    ...['## What Lambda did', tableMarkdown(memoryTable(comparison))],
    list(comparisonFacts(comparison)),
    ...comparison.stages.flatMap((stage) => {
      const result = { ...comparison, ...stage };
      const title = `## At ${stage.memoryMb} MB`;
      return [
        title,
        tableMarkdown(requestTable(result)),
        tableMarkdown(latencyTable(result)),
        ...errors(result),
      ];
    }),
  ]);

const errors = (result: Pick<LoadResult, 'measurement'>): string[] =>
  result.measurement.total.failed > 0 ? ['### Errors', tableMarkdown(errorTable(result))] : [];

function documentOf(result: LoadHead & { startedAt: string }, parts: readonly string[]): string {
  const { service, scenario, target, model, startedAt } = result;
  const head = [
    `# Load test of ${service}`,
    `${scenario.name} (\`${scenario.file}\`) on ${target.url} (${target.kind}), ${startedAt}; ${modelText(model)}.`,
  ];
  return `${[...head, ...parts, LIMITS].join('\n\n')}\n`;
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');
