import { CommandError } from '@acado/command-line';
import { z } from 'zod';

/** What may be sent as a header. */
const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'Expected the name of a header');
const headerValue = z.string().regex(/^[^\x00-\x08\x0a-\x1f\x7f]*$/, 'Expected one line');

export const headersSchema = z.record(headerName, z.union([headerValue, z.array(headerValue)]));

export const headerPair = z.object({ name: z.string(), value: z.string() });

/** Node sends any method and path that could be a request line. */
export const methodSchema = z.string().regex(/^[A-Z]+$/, 'Expected a method such as GET');
export const pathSchema = z
  .string()
  .regex(/^\/[\x21-\x7e]*$/, 'Expected a path such as /orders?limit=5, percent-encoded');

/** @throws {CommandError} naming the place. */
export function readJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${place}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
