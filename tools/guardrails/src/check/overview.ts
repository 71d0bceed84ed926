import type { Rule, RuleResult, ServiceReport } from '@acado/serverless-config/guardrails';
import { usedExemptions } from './exemptions.ts';

/** What became of the rules in one service. */
export interface CheckedService extends ServiceReport {
  name: string;
  stage: string;
}

/** What became of a rule in a service, for the table. */
export type Mark = 'pass' | 'error' | 'warning' | 'exempt' | 'not-applicable' | 'unknown';

/** One character each. */
export const SYMBOLS: Record<Mark, string> = {
  pass: '✓',
  error: '✗',
  warning: '!',
  exempt: '○',
  'not-applicable': '·',
  unknown: '?',
};

/** What the symbols mean. */
export const LEGEND =
  '✓ kept   ✗ error   ! warning   ○ broken with an exemption   · nothing that it is about';

const markOf = ({ severity }: Rule, status: RuleResult['status'] | undefined): Mark =>
  status === 'finding' ? severity : (status ?? 'unknown');

/** Rows of a table: one per rule, one column per service. */
export function overview(
  rules: readonly Rule[],
  services: readonly CheckedService[],
): { rule: string; marks: Mark[] }[] {
  return rules.map((rule) => ({
    rule: rule.id,
    marks: services.map(({ results }) =>
      markOf(rule, results.find((result) => result.rule === rule.id)?.status),
    ),
  }));
}

/** `1 error`, `2 errors`. */
const counted = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

/** One line for all services. */
export function summary(services: readonly CheckedService[]): string {
  const findings = services.flatMap((service) => service.findings);
  const number = (severity: string) =>
    findings.filter((finding) => finding.severity === severity).length;
  return [
    counted(services.length, 'service'),
    counted(number('error'), 'error'),
    counted(number('warning'), 'warning'),
    counted(usedExemptions(services).length, 'exemption'),
  ].join(', ');
}
