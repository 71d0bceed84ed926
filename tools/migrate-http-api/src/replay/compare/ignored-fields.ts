import { CommandError } from '@acado/command-line';
import type { Difference } from './difference.ts';

/** Differences that nobody wants to hear of. */
export type Ignores = (difference: Difference) => boolean;

/**
 * Fields to be left out, as reports name them; `[*]` stands for any index.
 *
 * @throws {CommandError} naming the option.
 * @example
 * ignoredFields(['body results[*].orderId', 'header etag']);
 */
export function ignoredFields(fields: readonly string[]): Ignores {
  const patterns = fields.map((field) => {
    if (!/^(status|header [^\s]+|body( .+)?)$/.test(field))
      throw new CommandError(
        `--ignore: Expected a field such as "header etag" or "body results[*].orderId", not "${field}"`,
      );
    const literal = field.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    // What lies below an ignored field is ignored with it.
    return new RegExp(`^${literal.replaceAll('\\[\\*\\]', '\\[\\d+\\]')}($|[.[]| from )`);
  });
  return ({ field }) => patterns.some((pattern) => pattern.test(field));
}
