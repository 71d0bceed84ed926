import { parseEnvironment } from '@acado/powertools';
import * as z from 'zod/mini';
import type { Policy } from './domain/policy.ts';

const name = z.string().check(z.minLength(3));
const amount = z.pipe(z.coerce.number(), z.number().check(z.nonnegative()));
const names = z.pipe(
  z.string(),
  z.transform((text: string) =>
    text
      .split(',')
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== ''),
  ),
);

const schema = z.object({
  INCIDENTS_TABLE: name,
  ALERTS_TOPIC_ARN: name,
  OPERATOR_FUNCTION: name,
  /** Patterns of function names, separated by commas. */
  THROTTLEABLE_FUNCTIONS: names,
  PROTECTED_FUNCTIONS: names,
  GRACE_MINUTES: amount,
  COST_MULTIPLE: z.pipe(z.coerce.number(), z.number().check(z.gte(1))),
  THROTTLE_TO: z.pipe(z.coerce.number(), z.int().check(z.nonnegative())),
  COOL_DOWN_MINUTES: amount,
  MAX_COOL_DOWN_MINUTES: amount,
  WATCH_MINUTES: amount,
});

const ms = (minutes: number): number => minutes * 60_000;

/** What the functions of the guard need. */
export function readConfig(env?: Record<string, string | undefined>) {
  const variables = parseEnvironment(schema, env);
  const policy: Policy = {
    throttleable: variables.THROTTLEABLE_FUNCTIONS,
    protected: variables.PROTECTED_FUNCTIONS,
    graceMs: ms(variables.GRACE_MINUTES),
    costMultiple: variables.COST_MULTIPLE,
    throttleTo: variables.THROTTLE_TO,
    coolDownMs: ms(variables.COOL_DOWN_MINUTES),
    maxCoolDownMs: ms(variables.MAX_COOL_DOWN_MINUTES),
    watchMs: ms(variables.WATCH_MINUTES),
    operator: variables.OPERATOR_FUNCTION,
  };
  return {
    incidentsTable: variables.INCIDENTS_TABLE,
    alertsTopicArn: variables.ALERTS_TOPIC_ARN,
    policy,
  };
}
