import { CommandError } from '@acado/command-line';
import { types } from 'node:util';
import { z, ZodError } from 'zod';
import { BusyError } from './dead-letters/busy-error.ts';
import { NotRunningError } from './outputs.ts';

/** Nobody listens, or whoever did has just ended; the SDK may bring the error inside another one. */
const isUnanswered = (error: unknown): boolean =>
  types.isNativeError(error) &&
  (error.name === 'TimeoutError' ||
    /ECONNREFUSED|ECONNRESET|socket hang up|fetch failed/.test(error.message) ||
    isUnanswered(error.cause));

/** What a failed look or request means to the reader of the page. */
export function explain(error: unknown): string {
  if (error instanceof NotRunningError) return `${error.message}: start it with npm start`;
  if (isUnanswered(error)) return 'The local cloud does not answer: it may be starting or stopping';
  if (error instanceof ZodError) return z.prettifyError(error);
  if (error instanceof CommandError || error instanceof BusyError) return error.message;
  if (!(error instanceof Error)) return String(error);
  // What the server itself refuses, such as a body that is too large.
  return 'statusCode' in error ? error.message : `${error.name}: ${error.message}`;
}
