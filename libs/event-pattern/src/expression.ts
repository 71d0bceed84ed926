import type { Scalar } from './fields.ts';
import { canonicalAddress, cidrTest } from './address.ts';
import { numericTest } from './numeric.ts';
import { refuse } from './refuse.ts';
import { wildcardProblem, wildcardTest } from './wildcard.ts';

/** A test of one leaf, or `absent`: the path has no leaf (`{ "exists": false }`). */
export type Test = ((value: Scalar) => boolean) | 'absent';

type TextTest = (text: string) => boolean;

/** Compiles one element of a pattern's array; problems are added in AWS's words. */
export const compileTest = (test: unknown, problems: string[]): Test[] => {
  if (test === null || typeof test === 'boolean' || typeof test === 'number')
    return [(value) => value === test];
  if (typeof test === 'string') return [exactText(test)];
  try {
    return [compileExpression(test)];
  } catch (problem) {
    problems.push((problem as Error).message);
    return [];
  }
};

const onText =
  (test: TextTest): Test =>
  (value) =>
    typeof value === 'string' && test(value);

const lower = (text: string) => text.toLowerCase();

const prefixTest =
  (prefix: string): TextTest =>
  (text) =>
    text.startsWith(prefix);
const suffixTest =
  (suffix: string): TextTest =>
  (text) =>
    text.endsWith(suffix);
const ignoringCase =
  (build: (expected: string) => TextTest) =>
  (expected: string): TextTest => {
    const test = build(lower(expected));
    return (text) => test(lower(text));
  };
const equalsTest =
  (expected: string): TextTest =>
  (text) =>
    text === expected;

/** An IP address matches in any of its spellings. */
const exactText = (expected: string): Test => {
  const address = canonicalAddress(expected);
  return onText(
    address === undefined ? equalsTest(expected) : (text) => canonicalAddress(text) === address,
  );
};

const compileExpression = (expression: unknown): Test => {
  if (typeof expression !== 'object' || expression === null || Array.isArray(expression))
    return refuse('Match value must be String, number, true, false, or null');
  const [entry, ...rest] = Object.entries(expression) as [string, unknown][];
  if (!entry) return refuse('Match expression name not found');
  const [name, operand] = entry;
  const compileOperand = EXPRESSIONS.get(name) ?? refuse(`Unrecognized match type ${name}`);
  const test = compileOperand(operand);
  return rest.length === 0 ? test : refuse('Only one key allowed in match expression');
};

const text = (value: unknown, name: string): string =>
  typeof value === 'string' ? value : refuse(`${name} match pattern must be a string`);

/** `"operand"` or `{ "equals-ignore-case": "operand" }`. */
const withOptionalCase =
  (name: string, label: string, build: (expected: string) => TextTest) =>
  (operand: unknown): Test => {
    if (typeof operand !== 'object' || operand === null || Array.isArray(operand))
      return onText(build(text(operand, name)));
    const [entry, ...rest] = Object.entries(operand) as [string, unknown][];
    if (!entry) return refuse(`${label} expression name not found`);
    if (entry[0] !== 'equals-ignore-case')
      return refuse(`Unsupported ${name} pattern: ${entry[0]}`);
    if (rest.length > 0) return refuse('Only one key allowed in match expression');
    return onText(ignoringCase(build)(text(entry[1], 'equals-ignore-case')));
  };

const wildcard = (operand: unknown): TextTest => {
  const pattern = text(operand, 'wildcard');
  const problem = wildcardProblem(pattern);
  return problem === undefined ? wildcardTest(pattern) : refuse(problem);
};

const exists = (operand: unknown): Test => {
  if (operand === true) return () => true;
  return operand === false
    ? 'absent'
    : refuse('exists match pattern must be either true or false.');
};

const affix =
  (build: (expected: string) => TextTest) =>
  (operand: unknown): TextTest => {
    const expected =
      typeof operand === 'string'
        ? operand
        : refuse('prefix/suffix match pattern must be a string');
    return expected === '' ? refuse('Null prefix/suffix not allowed') : build(expected);
  };

/** What `anything-but` may negate besides plain values, each for one operand or a list of them. */
const NEGATABLE = new Map<string, (operand: unknown) => TextTest>(
  Object.entries({
    prefix: affix(prefixTest),
    suffix: affix(suffixTest),
    wildcard,
    'equals-ignore-case': (operand) =>
      typeof operand === 'string'
        ? ignoringCase(equalsTest)(operand)
        : refuse(
            'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
          ),
  }),
);

const anythingBut = (operand: unknown): Test => {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [entry, ...rest] = Object.entries(operand) as [string, unknown][];
    if (!entry) return refuse('Anything-But expression name not found');
    const build =
      NEGATABLE.get(entry[0]) ?? refuse(`Unsupported anything-but pattern: ${entry[0]}`);
    if (rest.length > 0) return refuse('Too many elements in numeric expression');
    const tests = (Array.isArray(entry[1]) ? (entry[1] as unknown[]) : [entry[1]]).map(build);
    return (value) => typeof value !== 'string' || !tests.some((test) => test(value));
  }
  if (!Array.isArray(operand) && typeof operand !== 'string' && typeof operand !== 'number')
    return refuse('Value of anything-but must be an array or single string/number value.');
  const values: unknown[] = Array.isArray(operand) ? operand : [operand];
  const types = new Set(values.map((value) => typeof value));
  if ([...types].some((type) => type !== 'string' && type !== 'number'))
    return refuse('Inside anything but list, start|null|boolean is not supported.');
  if (types.size !== 1)
    return refuse(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  return (value) => !values.includes(value);
};

const EXPRESSIONS = new Map<string, (operand: unknown) => Test>(
  Object.entries({
    exactly: (operand) =>
      onText(
        equalsTest(
          typeof operand === 'string' ? operand : refuse('exact match pattern must be a string'),
        ),
      ),
    prefix: withOptionalCase('prefix', 'Prefix', prefixTest),
    suffix: withOptionalCase('suffix', 'Suffix', suffixTest),
    'equals-ignore-case': (operand) =>
      onText(ignoringCase(equalsTest)(text(operand, 'equals-ignore-case'))),
    wildcard: (operand) => onText(wildcard(operand)),
    cidr: (operand) => onText(cidrTest(text(operand, 'prefix'))),
    numeric: (operand) => numericTest(operand),
    exists,
    'anything-but': anythingBut,
  }),
);
