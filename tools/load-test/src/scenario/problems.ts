import { CommandError } from '@acado/command-line';
import type { z } from 'zod';

/** `requests[2].headers.accept`, as one finds it in a file. */
export const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/**
 * Reads what a file says.
 *
 * @throws {CommandError} naming the file and every field that is wrong.
 */
export function readFields<Output>(
  file: string,
  schema: z.ZodType<Output>,
  content: unknown,
): Output {
  const { data, error } = schema.safeParse(content);
  if (!error) return data;
  const lines = error.issues.map(({ path, message }) => {
    const field = fieldOf(path);
    return `${file}: ${field && `${field}: `}${message}`;
  });
  throw new CommandError(lines.join('\n'));
}
