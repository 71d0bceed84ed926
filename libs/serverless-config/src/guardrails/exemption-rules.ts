import type { Rule } from '../rules/rule.ts';

/** What the engine itself looks at: documented like a rule, and nothing can be exempt from it. */
type ExemptionRule = Omit<Rule, 'appliesTo' | 'check'>;

const source = 'libs/serverless-config/README.md';

/** An exemption without a known rule, a reason or a date. */
export const validExemption: ExemptionRule = {
  id: 'valid-exemption',
  title: 'An exemption names a rule, a reason and its last day',
  reason: 'What nobody can judge later is no decision.',
  source,
  remedy: "Write <rule id>: { reason: '…', until: 'YYYY-MM-DD' }.",
  severity: 'error',
};

/** An exemption that is over, or that lasts too long. */
export const currentExemption: ExemptionRule = {
  id: 'current-exemption',
  title: 'An exemption ends within a year, and is not over',
  reason: 'Its reason may have gone: somebody has to look again, at least once a year.',
  source,
  remedy: 'Repair what it is about, or decide once more and give it another day within a year.',
  severity: 'error',
  needs: ['today'],
};

/** An exemption that nothing needs. */
export const neededExemption: ExemptionRule = {
  id: 'needed-exemption',
  title: 'Something needs every exemption',
  reason: 'One that nothing needs any more hides the next problem of its kind.',
  source,
  remedy: 'Remove it.',
  severity: 'warning',
};

/** All of them. */
export const exemptionRules = [validExemption, currentExemption, neededExemption];
