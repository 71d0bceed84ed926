import { CommandError } from '@acado/command-line';
import { z, ZodError } from 'zod';
import { BusyError } from './dead-letters/busy-error.ts';
import { NotRunningError } from './outputs.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && ('code' in error ? error.code : codeOf(error.cause));

/** What a failed look or request means to the reader of the page. */
export function explain(error: unknown): string {
  if (error instanceof NotRunningError) return `${error.message}: start it with npm start`;
  if (['ECONNREFUSED', 'ECONNRESET'].includes(String(codeOf(error))))
    return 'The local cloud does not answer: it may be starting or stopping';
  if (error instanceof ZodError) return z.prettifyError(error);
  if (error instanceof CommandError || error instanceof BusyError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
