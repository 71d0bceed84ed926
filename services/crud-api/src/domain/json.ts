/** What JSON can say. */
export type JsonValue =
  string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

export type JsonObject = { [name: string]: JsonValue };

export type JsonProblem = { path: (string | number)[]; message: string };

/** DynamoDB's limits for what an item holds. */
const maxDepth = 32;
const smallestNumber = 1e-130;
/** An answer that repeats every fault of a hostile body helps nobody. */
const maxProblems = 100;

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numberProblem = (value: number): string | undefined => {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return 'A number beyond 2^53 - 1 would lose digits: send it as a string';
  }
  if (value !== 0 && Math.abs(value) < smallestNumber)
    return 'A number must be 0 or at least 1e-130';
  return undefined;
};

const nameProblem = (name: string): string | undefined => {
  if (name === '') return 'A name must not be empty';
  if (name === '__proto__') return 'This name is reserved';
  if (!name.isWellFormed()) return 'A name must be valid Unicode';
  return undefined;
};

/**
 * What of a parsed JSON value DynamoDB could not hold or would change: numbers it would round,
 * broken Unicode, empty names, deep nesting. Names are looked at on the way.
 */
export const jsonProblems = (
  value: unknown,
  path: JsonProblem['path'] = [],
  problems: JsonProblem[] = [],
): JsonProblem[] => {
  const refuse = (message: string | undefined, at = path): void => {
    if (message && problems.length < maxProblems) problems.push({ path: at, message });
  };
  if (typeof value === 'number') refuse(numberProblem(value));
  if (typeof value === 'string' && !value.isWellFormed()) refuse('A text must be valid Unicode');
  if (typeof value !== 'object' || value === null) return problems;
  if (path.length > maxDepth) {
    refuse(`Nested deeper than ${maxDepth} levels`, path.slice(0, 1));
    return problems;
  }
  for (const [name, inner] of Object.entries(value)) {
    const innerPath = [...path, Array.isArray(value) ? Number(name) : name];
    if (!Array.isArray(value)) refuse(nameProblem(name), innerPath);
    jsonProblems(inner, innerPath, problems);
  }
  return problems;
};
