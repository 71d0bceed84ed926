import { CommandError } from '@acado/command-line';
import type { Analysis } from '@acado/tuning';
import { z } from 'zod';
import { resultSchema } from '../report/result-file.ts';

/** A function of several that could not be tuned. */
export interface Failure {
  lambdaARN: string;
  error: string;
  cause: string;
}

const analysisSchema = resultSchema.omit({ context: true });
const failureSchema = z.looseObject({
  lambdaARN: z.string(),
  error: z.string(),
  cause: z.string(),
});
const severalSchema = z.object({ functions: z.array(z.union([failureSchema, analysisSchema])) });

/**
 * What an execution ended with, by function; nothing after a dry run.
 *
 * @param output JSON.
 * @throws {CommandError} If it is not what the tuner of this repository answers.
 */
export function resultsOf(output: string): (Analysis | Failure)[] {
  const value: unknown = JSON.parse(output);
  if (value === null) return [];
  const several = severalSchema.safeParse(value);
  if (several.success) return several.data.functions;
  const { success, data, error } = analysisSchema.safeParse(value);
  if (success) return [data];
  throw new CommandError(
    `The tuner answers what this tool doesn't know; is it of another version?\n${z.prettifyError(error)}`,
    1,
  );
}

/**
 * Why an execution failed, as text: its cause, or those of its functions, one per line.
 *
 * @param error Such as `InvalidInput`.
 */
export function failureText(error: string | undefined, cause = 'no cause given'): string {
  try {
    const failures = z.array(failureSchema).parse(JSON.parse(cause));
    return failures.map((one) => `${one.lambdaARN}: ${one.error}: ${one.cause}`).join('\n');
  } catch {
    return `${error}: ${cause}`;
  }
}

/** Whether a function could not be tuned. */
export const isFailure = (result: Analysis | Failure): result is Failure => 'error' in result;
