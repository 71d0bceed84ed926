import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';

const name = z.string().check(z.minLength(3));
const seconds = z.pipe(z.coerce.number(), z.int().check(z.positive()));

const schema = z.object({
  AWS_REGION: z.string(),
  RUNS_TABLE: name,
  /** Pattern of the names of the functions that the roles allow to tune. */
  TUNABLE_FUNCTIONS: z.string().check(z.minLength(1)),
});

const timedSchema = z.extend(schema, {
  /** The function's own timeout. */
  TIMEOUT_SECONDS: seconds,
});

const measuringSchema = z.extend(timedSchema, {
  /** How long invocations may be throttled in a row. */
  PATIENCE_SECONDS: seconds,
});

const validatingSchema = z.extend(schema, {
  /** MB, separated by commas: what is measured where an input does not say. */
  POWER_VALUES: z.string().check(z.regex(/^\d+(,\d+)*$/)),
});

type Environment = Record<string, string | undefined>;

/** What every function needs. */
export const readConfig = (env?: Environment) => configOf(parseEnvironment(schema, env));

/** And those that wait for Lambda. */
export const readTimedConfig = (env?: Environment) => timedOf(parseEnvironment(timedSchema, env));

export const readMeasuringConfig = (env?: Environment) => {
  const variables = parseEnvironment(measuringSchema, env);
  return { ...timedOf(variables), patience: variables.PATIENCE_SECONDS * 1000 };
};

export const readValidatingConfig = (env?: Environment) => {
  const variables = parseEnvironment(validatingSchema, env);
  return { ...configOf(variables), powerValues: variables.POWER_VALUES.split(',').map(Number) };
};

const configOf = (variables: z.infer<typeof schema>) => ({
  region: variables.AWS_REGION,
  runsTable: variables.RUNS_TABLE,
  tunableFunctions: variables.TUNABLE_FUNCTIONS,
});

const timedOf = (variables: z.infer<typeof timedSchema>) => ({
  ...configOf(variables),
  /**
   * How long a call may go on, ms. What it has begun by then must end before the timeout, and before the 80 % of it
   * that are an alarm.
   */
  timeToWork: variables.TIMEOUT_SECONDS * 600,
});
