import { apiProblems } from './api-problems.ts';
import { functionProblems } from './function-problems.ts';
import { iamProblems } from './iam-problems.ts';
import { queueProblems } from './queue-problems.ts';
import type { CompiledTemplate } from './read-template.ts';
import { resourceProblems } from './resource-problems.ts';

/**
 * Where a compiled template breaks an invariant of this workspace: one role, log group and set of
 * alarms per function, a rate limit and an alarm per HTTP API, no wildcards in policies, dead-letter queues behind every queue and rule,
 * partial batch responses, visibility timeouts, names, tags and deletion policies.
 *
 * @returns one line per problem, beginning with the logical id; empty when all is well
 * @example
 * expect(templateProblems(readCompiledTemplate(serviceDirectory))).toEqual([]);
 */
export const templateProblems = ({ Resources }: CompiledTemplate): string[] => [
  ...apiProblems(Resources),
  ...functionProblems(Resources),
  ...iamProblems(Resources),
  ...queueProblems(Resources),
  ...resourceProblems(Resources),
];
