import type { Finding } from './check-stack.ts';

/** A finding, and where it is written. */
export type LocatedFinding = Finding & { where?: string | undefined };

const counted = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

const place = ({ resource, message, where }: LocatedFinding): string =>
  `    ${[...(resource === undefined ? [] : [resource]), message].join(': ')}${where === undefined ? '' : ` (${where})`}`;

/**
 * Findings as people read them, by rule.
 *
 * @example
 * describeFindings('acado-worker-b', 'error', findings);
 */
export const describeFindings = (
  service: string,
  severity: Finding['severity'],
  findings: readonly LocatedFinding[],
): string => {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return [
    `${service}: ${counted(findings.length, `${severity}`)} of the guardrails`,
    ...rules.flatMap((id) => {
      const found = findings.filter(({ rule }) => rule === id);
      return ['', `  ${id}`, ...found.map(place), `    → ${found[0]!.remedy}`];
    }),
    '',
    'Reasons and exemptions: libs/serverless-config/RULES.md',
  ].join('\n');
};
