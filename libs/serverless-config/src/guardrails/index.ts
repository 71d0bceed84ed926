// For the tools: the rules, and what becomes of them in a packaged service.
export { rules } from '../rules/index.ts';
export type { Rule } from '../rules/rule.ts';
export { checkService, type CompiledService, type ServiceReport } from './check-service.ts';
export type { RuleResult } from './check-stack.ts';
export { describeFindings } from './describe.ts';
export { exemptionRules } from './exemption-rules.ts';
export { rulesDocument } from './rules-document.ts';
export { UnreadableService } from './workspace-events.ts';
