import { type $ZodIssue, type $ZodType, type output, safeParse } from 'zod/v4/core';
import { en } from 'zod/v4/locales';

/** One thing that is wrong with an input, and where. */
export interface FieldError {
  /** Path of the field, such as `lines[0].quantity`. */
  field: string;
  /** What is expected there. */
  message: string;
}

/** An input that passed its schema, or what is wrong with it. */
export type Validated<T> =
  { data: T; errors?: undefined } | { data?: undefined; errors: FieldError[] };

type Path = readonly PropertyKey[];

/** A hostile body has a million faults, and an answer that repeats them all is larger than a Lambda may answer. */
const MAX_ERRORS = 100;

/** Field names come from the client and go into answers and logs, and so may what a schema's message quotes. */
const MAX_FIELD_LENGTH = 200;
const MAX_MESSAGE_LENGTH = 500;

/** `zod/mini` brings no texts of its own. */
const messages = en().localeError;

const pathText = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');

/** An alternative that fails at its root is of another kind altogether; of the others, the one with the fewest issues is meant. */
const closest = (alternatives: $ZodIssue[][]): $ZodIssue[] => {
  const distance = (issues: $ZodIssue[]): number =>
    issues.length + (issues.some(({ path }) => path.length === 0) ? 1e9 : 0);
  return [...alternatives].sort((a, b) => distance(a) - distance(b))[0] ?? [];
};

function* expand(issue: $ZodIssue, parent: Path): Generator<{ path: Path; message: string }> {
  const path = [...parent, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) yield { path: [...path, key], message: 'Unknown field' };
  } else if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    for (const inner of closest(issue.errors)) yield* expand(inner, path);
  } else {
    yield { path, message: issue.message };
  }
}

/**
 * Parses an input and, if it is refused, names every field that is wrong (the first 100). Unknown fields are named one by one; of a
 * union the alternative that was meant is judged. The handler factories do this for requests and messages; call it
 * where a part of an input is judged on its own, such as each order of an array.
 *
 * @param root What the input is called in errors that are about no field in particular.
 *
 * @example
 * const { data, errors } = validate(orderSchema, body, 'body');
 * // errors: [{ field: 'lines[0].quantity', message: 'Too small: expected number to be >=1' }]
 */
export function validate<Schema extends $ZodType>(
  schema: Schema,
  input: unknown,
  root: string,
): Validated<output<Schema>> {
  const result = safeParse(schema, input, { error: messages });
  if (result.success) return { data: result.data };
  return { errors: fieldErrors(result.error.issues, root) };
}

const fieldErrors = (issues: readonly $ZodIssue[], root: string): FieldError[] => {
  const errors: FieldError[] = [];
  for (const issue of issues) {
    for (const { path, message } of expand(issue, [])) {
      if (errors.length === MAX_ERRORS) return errors;
      errors.push({
        field: (pathText(path) || root).slice(0, MAX_FIELD_LENGTH),
        message: message.slice(0, MAX_MESSAGE_LENGTH),
      });
    }
  }
  return errors;
};

/**
 * Field errors in one line, for a log or an error's message.
 *
 * @param most How many are named at most.
 *
 * @example
 * summarise(errors); // 'currency: Expected an ISO 4217 code such as EUR; lines: …'
 */
export const summarise = (errors: readonly FieldError[], most = 10): string =>
  errors
    .slice(0, most)
    .map(({ field, message }) => `${field}: ${message}`)
    .join('; ');
