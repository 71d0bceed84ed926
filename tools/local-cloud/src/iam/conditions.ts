import { type PolicyStatement, type RequestContext } from './types.ts';
import { matchesWildcard } from './wildcard.ts';

type Operator = (expected: string, actual: string) => boolean;

const same: Operator = (expected, actual) => expected === actual;
const sameIgnoringCase: Operator = (expected, actual) =>
  expected.toLowerCase() === actual.toLowerCase();
const like: Operator = (expected, actual) => matchesWildcard(expected, actual);
const not =
  (operator: Operator): Operator =>
  (expected, actual) =>
    !operator(expected, actual);
const compare =
  (holds: (actual: number, expected: number) => boolean): Operator =>
  (expected, actual) =>
    holds(Number(actual), Number(expected));

const operators: Record<string, Operator> = {
  StringEquals: same,
  StringNotEquals: not(same),
  StringEqualsIgnoreCase: sameIgnoringCase,
  StringNotEqualsIgnoreCase: not(sameIgnoringCase),
  StringLike: like,
  StringNotLike: not(like),
  ArnEquals: like,
  ArnLike: like,
  ArnNotEquals: not(like),
  ArnNotLike: not(like),
  Bool: sameIgnoringCase,
  NumericEquals: compare((actual, expected) => actual === expected),
  NumericNotEquals: compare((actual, expected) => actual !== expected),
  NumericLessThan: compare((actual, expected) => actual < expected),
  NumericLessThanEquals: compare((actual, expected) => actual <= expected),
  NumericGreaterThan: compare((actual, expected) => actual > expected),
  NumericGreaterThanEquals: compare((actual, expected) => actual >= expected),
};

/** The condition keys of a request that a function signs with the credentials of its role. */
const roleConditionKeys = new Set([
  'aws:securetransport',
  'aws:requestedregion',
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:resourceaccount',
  // Of event source mappings.
  'lambda:functionarn',
]);

/** The condition keys of what a service of AWS does for one of the account's resources. */
export const serviceConditionKeys = new Set([
  'aws:securetransport',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:sourcearn',
  'aws:sourceaccount',
]);

/** The operators and keys of a statement that can't be evaluated here, e.g. `IpAddress/aws:SourceIp`. */
export const unknownConditions = (
  { Condition = {} }: PolicyStatement,
  knownKeys = roleConditionKeys,
): string[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.keys(keys)
      .filter((key) => !operators[operator] || !knownKeys.has(key.toLowerCase()))
      .map((key) => `${operator}/${key}`),
  );

/** Whether all conditions hold; one that can't be evaluated holds for Allow and doesn't for Deny (reported at start). */
export const conditionsHold = (
  { Effect, Condition = {} }: PolicyStatement,
  context: RequestContext,
): boolean =>
  Object.entries(Condition).every(([name, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const operator = operators[name];
      const actual = context[key.toLowerCase()];
      if (!operator || actual === undefined) return Effect === 'Allow';
      const results = [values].flat().map((expected) => operator(String(expected), actual));
      return name.includes('Not') ? results.every(Boolean) : results.some(Boolean);
    }),
  );
