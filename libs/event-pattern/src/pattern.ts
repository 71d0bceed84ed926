import { type Test, compileTest } from './expression.ts';
import { type FieldValue, fieldsOf } from './fields.ts';

/** Tests an event against a pattern that was compiled once. */
export type EventMatcher = (event: unknown) => boolean;

/** One alternative of a pattern: every path (names joined by dots) must hold a value that passes one of its tests. */
type Alternative = Map<string, Test[]>;

const RESERVED_INSIDE_OR = new Set(
  [
    ['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard'],
    ['numeric', 'cidr', '=', '<', '<=', '>', '>=', 'regex'],
    ['not-wildcard', 'not-equals-ignore-case', 'date-after', 'date-on-or-after', 'date-before'],
    ['date-on-or-before', 'in-date-range', 'ip-address-in-range', 'ip-address-not-in-range'],
  ].flat(),
);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compiles an event pattern. Semantics are those of AWS's own matcher (the open-source event-ruler): a pattern is a set
 * of alternatives (`$or`), an alternative is a set of paths, and a path is satisfied by any value found under it.
 *
 * @throws Error with the first problem, in AWS's words, when the pattern is invalid
 */
export const compilePattern = (pattern: unknown): EventMatcher => {
  const { alternatives, problems } = compile(pattern);
  if (problems[0] !== undefined) throw new Error(problems[0]);
  const paths = new Set(alternatives.flatMap((alternative) => [...alternative.keys()]));
  return (event) => {
    const fields = fieldsOf(event, paths);
    return alternatives.some((alternative) => satisfies(alternative, fields));
  };
};

/** The problems of a pattern in AWS's words; empty when it is valid. */
export const validatePattern = (pattern: unknown): string[] => compile(pattern).problems;

const compiled = new WeakMap<object, EventMatcher>();

/**
 * Tells whether an event matches a pattern; both are parsed JSON. The compiled pattern is remembered by identity.
 *
 * @throws Error when the pattern is invalid: see {@link validatePattern}
 * @example matchesPattern({ source: [{ prefix: 'acado.' }] }, { source: 'acado.ingest-a' }) // true
 */
export const matchesPattern = (pattern: unknown, event: unknown): boolean => {
  if (!isObject(pattern)) return compilePattern(pattern)(event);
  const matcher = compiled.get(pattern) ?? compilePattern(pattern);
  compiled.set(pattern, matcher);
  return matcher(event);
};

/** Finds one value for every path such that all chosen values come from the same elements of the event's arrays. */
const satisfies = (alternative: Alternative, fields: Map<string, FieldValue[]>): boolean => {
  // Names in order: whether something is absent is judged within the array elements chosen for the names before it.
  const paths = [...alternative.keys()].sort();
  const candidates = paths.map((path) => {
    const tests = alternative.get(path) ?? [];
    const present = fields.get(path) ?? [];
    return {
      mayBeAbsent: tests.includes('absent'),
      present,
      passing: present.filter(({ value }) =>
        tests.some((test) => typeof test === 'function' && test(value)),
      ),
    };
  });
  const choose = (index: number, elements: ReadonlyMap<number, number>): boolean => {
    const candidate = candidates[index];
    if (!candidate) return true;
    const consistent = (value: FieldValue) => isConsistent(elements, value.elements);
    if (candidate.mayBeAbsent && !candidate.present.some(consistent) && choose(index + 1, elements))
      return true;
    return candidate.passing.some(
      (value) => consistent(value) && choose(index + 1, new Map([...elements, ...value.elements])),
    );
  };
  return candidates.every(({ mayBeAbsent, passing }) => mayBeAbsent || passing.length > 0)
    ? choose(0, new Map())
    : false;
};

const isConsistent = (one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>) => {
  for (const [array, element] of other) {
    const chosen = one.get(array);
    if (chosen !== undefined && chosen !== element) return false;
  }
  return true;
};

const compile = (pattern: unknown): { alternatives: Alternative[]; problems: string[] } => {
  const problems: string[] = [];
  if (!isObject(pattern)) return { alternatives: [], problems: ['Filter is not an object'] };

  const compileObject = (
    object: Record<string, unknown>,
    prefix: string,
    alternatives: Alternative[],
    insideOr: boolean,
  ): Alternative[] => {
    const entries = Object.entries(object);
    if (entries.length === 0) problems.push('Empty objects are not allowed');
    return entries.reduce((before, [name, value]) => {
      if (name === '$or') return compileOr(value, prefix, before);
      if (insideOr && RESERVED_INSIDE_OR.has(name))
        problems.push(`${name} is Ruler reserved fieldName which cannot be used inside $or.`);
      const path = prefix === '' ? name : `${prefix}.${name}`;
      if (isObject(value)) return compileObject(value, path, before, insideOr);
      if (!Array.isArray(value)) {
        problems.push(`"${name}" must be an object or an array`);
        return before;
      }
      if (value.length === 0) problems.push('Empty arrays are not allowed');
      const tests = value.flatMap((test: unknown) => compileTest(test, problems));
      return before.map((alternative) => new Map([...alternative, [path, tests]]));
    }, alternatives);
  };

  const compileOr = (value: unknown, prefix: string, alternatives: Alternative[]) => {
    if (!Array.isArray(value)) {
      problems.push('It must be an Array followed with $or.');
      return alternatives;
    }
    if (value.length < 2) problems.push('There must have at least 2 Objects in $or relationship.');
    return value.flatMap((branch: unknown) => {
      if (isObject(branch)) return compileObject(branch, prefix, alternatives, true);
      problems.push('Only JSON object is allowed in array of $or relationship.');
      return alternatives;
    });
  };

  return { alternatives: compileObject(pattern, '', [new Map<string, Test[]>()], false), problems };
};
