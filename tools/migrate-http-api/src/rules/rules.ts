import { accessRules } from './blocked/access.ts';
import { contentRules } from './blocked/content.ts';
import { endpointRules } from './blocked/endpoint.ts';
import { operationsRules } from './blocked/operations.ts';
import { beliefRules } from './note/beliefs.ts';
import { apiQuotas } from './quota/api.ts';
import { requestQuotas } from './quota/requests.ts';
import { addressRules } from './rewrite/addresses.ts';
import { authorizerRules } from './rewrite/authorizers.ts';
import { functionRules } from './rewrite/functions.ts';
import { watchingRules } from './rewrite/operations.ts';
import type { Rule } from './rule.ts';
import { unreadRule } from './unread.ts';

/** The whole checklist, worst first. */
export const RULES: readonly Rule[] = [
  ...endpointRules,
  ...accessRules,
  ...contentRules,
  ...operationsRules,
  unreadRule,
  ...functionRules,
  ...authorizerRules,
  ...addressRules,
  ...watchingRules,
  ...apiQuotas,
  ...requestQuotas,
  ...beliefRules,
];
