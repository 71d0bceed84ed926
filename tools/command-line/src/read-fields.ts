import type { z } from 'zod';
import { CommandError } from './command.ts';

/** `requests[2].headers.accept`, as one finds it in a file. */
export const fieldOf = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');

/**
 * What a file, or a piece of one, says.
 *
 * @param place File, and line if there is one.
 * @throws {CommandError} naming the place and every field that is wrong.
 */
export function readFields<Output>(
  place: string,
  schema: z.ZodType<Output>,
  content: unknown,
): Output {
  const { data, error } = schema.safeParse(content);
  if (!error) return data;
  const lines = error.issues.map(({ path, message }) => {
    const field = fieldOf(path);
    return `${place}: ${field && `${field}: `}${message}`;
  });
  throw new CommandError(lines.join('\n'));
}
