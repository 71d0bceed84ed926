import { type $ZodError, type $ZodIssue } from 'zod/v4/core';

/** One thing that is wrong with an input, and where. */
export interface FieldError {
  /** Path of the field, such as `lines[0].quantity`. */
  field: string;
  /** What is expected there. */
  message: string;
}

type Issue = $ZodIssue;
type Path = readonly PropertyKey[];

/** Field names come from the client and go into answers and logs. */
const MAX_FIELD_LENGTH = 200;

const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

/** An alternative that fails at its root is of another kind altogether; of the others, the one with the fewest issues is meant. */
const closest = (alternatives: Issue[][]): Issue[] => {
  const distance = (issues: Issue[]): number =>
    issues.length + (issues.some(({ path }) => path.length === 0) ? 1e9 : 0);
  return [...alternatives].sort((a, b) => distance(a) - distance(b))[0] ?? [];
};

const expand = (issue: Issue, parent: Path): { path: Path; message: string }[] => {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], message: 'Unknown field' }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((inner) => expand(inner, path));
  }
  return [{ path, message: issue.message }];
};

/**
 * Names each field a schema refused; unknown fields are named too, and of a union the alternative that was meant.
 *
 * @param root What the whole input is called, for errors that are about no field in particular.
 *
 * @example
 * fieldErrors(orderSchema.safeParse({}).error!, 'body'); // [{ field: 'customerId', message: '…' }, …]
 */
export const fieldErrors = (error: $ZodError, root: string): FieldError[] =>
  error.issues
    .flatMap((issue) => expand(issue, []))
    .map(({ path, message }) => ({
      field: (pathText(path) || root).slice(0, MAX_FIELD_LENGTH),
      message,
    }));
