import { rules as allRules } from '../rules/index.ts';
import type { Rule, Severity, Stack } from '../rules/rule.ts';
import { currentExemption, neededExemption, validExemption } from './exemption-rules.ts';
import { datingProblem, type Exemption, exemptionProblem, exemptionsOf } from './exemptions.ts';
import { ownerOf } from './owner.ts';

/** A place where a stack breaks a rule. */
export type Finding = {
  rule: string;
  severity: Severity;
  /** Logical id; `undefined` for the service as a whole. */
  resource: string | undefined;
  message: string;
  remedy: string;
  /** What of the function or resource is to be changed. */
  setting?: string;
  /** The rule that it is an exemption from. */
  exempts?: string;
  /** It is exempt. */
  exemption?: { reason: string; until: string };
};

/** What became of one rule. */
export type RuleResult = {
  rule: string;
  /** `unknown`: what it needs to judge is not known here. */
  status: 'pass' | 'finding' | 'exempt' | 'not-applicable' | 'unknown';
};

/** What became of all rules. */
export type StackReport = {
  results: RuleResult[];
  /** What is neither kept nor exempt. */
  findings: Finding[];
  /** What is broken by permission. */
  exempt: Finding[];
};

/** What to check, and how. */
export type CheckOptions = {
  stack: Stack;
  /** Template-level `Metadata`. */
  metadata?: Record<string, unknown>;
  /** Of what time alone has broken; default error. */
  outdated?: Severity;
  /** Default: all. */
  rules?: readonly Rule[];
};

/**
 * Checks a compiled stack against the rules.
 *
 * @example
 * checkStack({ stack: { resources: template.Resources, settings } }).findings; // [] when all is well
 */
export const checkStack = ({
  stack,
  metadata,
  outdated = 'error',
  rules = allRules,
}: CheckOptions): StackReport => {
  const exemptions = exemptionsOf({ Resources: stack.resources, Metadata: metadata });
  const used = new Set<Exemption>();
  const unknown = new Set(rules.filter((rule) => !isKnown(rule, stack)).map(({ id }) => id));

  const exemptionFor = (rule: string, id: string): Exemption | undefined => {
    const owner = ownerOf(id, stack.resources);
    return exemptions.find(
      ({ rule: from, resource }) =>
        from === rule && (resource === undefined || resource === id || resource === owner),
    );
  };

  const results: RuleResult[] = [];
  const findings: Finding[] = [];
  const exempt: Finding[] = [];
  for (const rule of rules) {
    const subjects = unknown.has(rule.id) ? [] : [...new Set(rule.appliesTo(stack))];
    const all = subjects.flatMap((id) =>
      rule.check(id, stack).map((message): Finding => findingOf(rule, id, message, outdated)),
    );
    const open = all.filter((finding) => {
      const exemption = exemptionFor(rule.id, finding.resource!);
      if (!exemption) return true;
      used.add(exemption);
      const { reason, until } = exemption;
      exempt.push({ ...finding, exemption: { reason, until } });
      return false;
    });
    findings.push(...open);
    results.push({ rule: rule.id, status: statusOf(rule, subjects, all, open, unknown) });
  }

  for (const exemption of exemptions) {
    const { resource, rule } = exemption;
    const found = (broken: typeof validExemption, message: string) =>
      findings.push({ ...findingOf(broken, resource, message, outdated), exempts: rule });
    const invalid = exemptionProblem(exemption, rules);
    const dated = !invalid && stack.today && datingProblem(exemption, stack.today);
    if (invalid) found(validExemption, invalid);
    else if (dated) found(currentExemption, dated);
    else if (!used.has(exemption) && !unknown.has(rule))
      found(neededExemption, `nothing needs its exemption from ${rule}`);
  }
  return { results, findings, exempt };
};

const isKnown = ({ needs = [] }: Rule, stack: Stack): boolean =>
  needs.every((what) => stack[what] !== undefined);

const findingOf = (
  { id, severity, remedy, setting, needs = [] }: Omit<Rule, 'appliesTo' | 'check'>,
  resource: string | undefined,
  message: string,
  outdated: Severity,
): Finding => ({
  rule: id,
  severity: needs.includes('today') && outdated === 'warning' ? 'warning' : severity,
  resource,
  message,
  remedy,
  ...(setting !== undefined && { setting }),
});

const statusOf = (
  { id }: Rule,
  subjects: string[],
  all: Finding[],
  open: Finding[],
  unknown: ReadonlySet<string>,
): RuleResult['status'] => {
  if (unknown.has(id)) return 'unknown';
  if (subjects.length === 0) return 'not-applicable';
  if (open.length > 0) return 'finding';
  return all.length > 0 ? 'exempt' : 'pass';
};
