// For the tools: the rules, and what becomes of them in a packaged service.
export { rules } from '../rules/index.ts';
export type { Rule, Severity } from '../rules/rule.ts';
export { checkService, type CompiledService, type ServiceReport } from './check-service.ts';
export type { Finding, RuleResult } from './check-stack.ts';
export { describeFindings, type LocatedFinding } from './describe.ts';
export { exemptionRules } from './exemption-rules.ts';
export { rulesDocument } from './rules-document.ts';
export { type Exemption, exemptionsOf, MAX_EXEMPTION_DAYS } from './exemptions.ts';
