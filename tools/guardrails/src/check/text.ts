import { textTable } from '@acado/command-line';
import { describeFindings, rules } from '@acado/serverless-config/guardrails';
import { resourcesText, usedExemptions } from './exemptions.ts';
import { type CheckedService, LEGEND, overview, summary, SYMBOLS } from './overview.ts';

/** The report for a terminal. */
export function reportText(services: readonly CheckedService[]): string {
  const table = textTable([
    ['', ...services.map(({ name }) => name)],
    ...overview(rules, services).map(({ rule, marks }) => [
      rule,
      ...marks.map((mark) => SYMBOLS[mark]),
    ]),
  ]);
  const findings = (['warning', 'error'] as const).flatMap((severity) =>
    services.flatMap(({ name, findings }) => {
      const found = findings.filter((finding) => finding.severity === severity);
      return found.length === 0 ? [] : [describeFindings(name, severity, found)];
    }),
  );
  return `${[table + LEGEND, exemptionsText(services), ...findings, summary(services)]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function exemptionsText(services: readonly CheckedService[]): string {
  const rows = usedExemptions(services).map((exemption) => [
    `  ${exemption.service}`,
    exemption.rule,
    resourcesText(exemption),
    `until ${exemption.until}`,
    exemption.reason,
  ]);
  return rows.length === 0 ? '' : `Exemptions\n${textTable(rows).trimEnd()}`;
}
