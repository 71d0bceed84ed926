import { checkStack } from '../guardrails/check-stack.ts';
import type { CompiledTemplate } from './read-template.ts';

/** What a template alone says nothing about: no rule that needs it is judged. */
const settings = { tunedWithinDays: Infinity, maxBundleKb: Infinity };

/**
 * Where a compiled template breaks a guardrail (RULES.md): what `sls package` refuses, as far as the template alone
 * tells. Nothing depends on the day on which it is asked.
 *
 * @returns one line per error, beginning with the logical id; empty when all is well
 * @example
 * expect(templateProblems(readCompiledTemplate(serviceDirectory))).toEqual([]);
 */
export const templateProblems = ({ Resources, Metadata }: CompiledTemplate): string[] =>
  checkStack({ stack: { resources: Resources, settings }, metadata: Metadata })
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ resource = 'Metadata', message }) => `${resource}: ${message}`);
