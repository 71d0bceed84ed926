import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escape, PAGE_STYLE, type Table, tableHtml, tableMarkdown } from '@acado/cost/render';
import { rules } from '@acado/serverless-config/guardrails';
import { usedExemptions } from './exemptions.ts';
import { type CheckedService, LEGEND, overview, summary, SYMBOLS } from './overview.ts';

/** Where reports are written, below the workspace. */
const REPORTS = 'reports/guardrails';

/** Writes the report for people and for programs. @returns The files. */
export function writeReport(
  workspace: string,
  services: readonly CheckedService[],
  today: string,
): string[] {
  const files = {
    'report.md': markdown(services, today),
    'index.html': html(services, today),
    'report.json': `${JSON.stringify({ today, services }, null, 2)}\n`,
  };
  mkdirSync(join(workspace, REPORTS), { recursive: true });
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(workspace, REPORTS, name), text);
    return `${REPORTS}/${name}`;
  });
}

const title = (today: string) => `Guardrails on ${today}`;

const rulesTable = (services: readonly CheckedService[]): Table => ({
  head: ['rule', ...services.map(({ name }) => name)],
  rows: overview(rules, services).map(({ rule, marks }) => [
    rule,
    ...marks.map((mark) => SYMBOLS[mark]),
  ]),
  numbersFrom: Infinity,
});

const findingsTable = (services: readonly CheckedService[]): Table => ({
  head: ['service', 'rule', 'severity', 'resource', 'finding', 'where', 'remedy'],
  rows: services.flatMap(({ name, findings }) =>
    findings.map(({ rule, severity, resource = '', message, where = '', remedy }) => [
      ...[name, rule, severity, resource, message, where, remedy],
    ]),
  ),
  numbersFrom: Infinity,
});

const exemptionsTable = (services: readonly CheckedService[]): Table => ({
  head: ['service', 'rule', 'resources', 'reason', 'until'],
  rows: usedExemptions(services).map(({ service, rule, resources, reason, until }) => [
    ...[service, rule, resources.join(', '), reason, until],
  ]),
  numbersFrom: Infinity,
});

const sections = (services: readonly CheckedService[]): [string, Table][] =>
  (
    [
      ['Findings', findingsTable(services)],
      ['Exemptions', exemptionsTable(services)],
    ] as [string, Table][]
  ).filter(([, { rows }]) => rows.length > 0);

const markdown = (services: readonly CheckedService[], today: string): string =>
  [
    `# ${title(today)}`,
    `${summary(services)}.`,
    tableMarkdown(rulesTable(services)),
    LEGEND,
    ...sections(services).flatMap(([heading, table]) => [`## ${heading}`, tableMarkdown(table)]),
  ].join('\n\n') + '\n';

const html = (services: readonly CheckedService[], today: string): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title(today))}</title>
<style>${PAGE_STYLE}</style>
<h1>${escape(title(today))}</h1>
<p class="summary">${escape(summary(services))}</p>
${tableHtml(rulesTable(services))}
<p>${escape(LEGEND)}</p>
${sections(services)
  .map(([heading, table]) => `<h2>${heading}</h2>\n${tableHtml(table)}`)
  .join('\n')}
</html>
`;
