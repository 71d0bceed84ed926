import type { $ZodType, output } from 'zod/v4/core';
import { summarise, validate } from './validate.ts';

/** A function's environment is not what it needs; the message names each variable. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
  readonly code = 'INVALID_ENVIRONMENT';
}

/**
 * Reads a function's configuration from its environment into a typed value.
 *
 * @param schema A zod object with one property per variable; variables are strings, so numbers need `z.coerce`.
 * @throws {EnvironmentError} naming every variable that is missing or wrong. Values are not repeated: they may be secret.
 *
 * @example
 * const { TABLE_NAME } = parseEnvironment(z.object({ TABLE_NAME: z.string().min(1) }));
 */
export function parseEnvironment<T extends $ZodType>(
  schema: T,
  env: Record<string, string | undefined> = process.env,
): output<T> {
  const { data, errors } = validate(schema, env, 'environment');
  if (errors) throw new EnvironmentError(`Invalid environment: ${summarise(errors)}`);
  return data;
}
