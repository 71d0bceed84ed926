import { CommandError } from '@acado/command-line';
import { parse } from 'yaml';
import * as z from 'zod';

/** Where budgets are kept, in the root of the repository. */
export const BUDGET_FILE = 'cost-budget.yml';

const percent = z.number().nonnegative();

const fileSchema = z.strictObject({
  region: z.string(),
  increasePercent: percent,
  meterIncreasePercent: percent,
  services: z.record(
    z.string(),
    z.strictObject({
      usdPerMillionEvents: z.number().nonnegative(),
      usdPerMonth: z.number().nonnegative(),
      increasePercent: percent.optional(),
      meterIncreasePercent: percent.optional(),
    }),
  ),
});

/** What a service may cost, and by how much one change may raise it. */
export interface Budget {
  /** The region whose prices it holds for. */
  region: string;
  usdPerMillionEvents: number;
  /** Beside the events. */
  usdPerMonth: number;
  /** Of a million events. */
  increasePercent: number;
  /** Of any one meter of a function. */
  meterIncreasePercent: number;
}

/**
 * Reads the budget of a service.
 *
 * @param text Of the budget file; `undefined` when there is none.
 * @throws {CommandError} naming the file, and the service or field that is missing.
 */
export function budgetOf(text: string | undefined, service: string): Budget {
  if (text === undefined)
    throw new CommandError(`${BUDGET_FILE} is missing: it says what ${service} may cost`);
  const { success, data, error } = fileSchema.safeParse(parsed(text));
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new CommandError(`${BUDGET_FILE}:\n${problems.join('\n')}`);
  }
  const { services, ...defaults } = data;
  const own = services[service];
  if (!own)
    throw new CommandError(
      `${service} has no budget: add services.${service} with usdPerMillionEvents and usdPerMonth to ${BUDGET_FILE}`,
    );
  return {
    ...defaults,
    ...own,
    increasePercent: own.increasePercent ?? defaults.increasePercent,
    meterIncreasePercent: own.meterIncreasePercent ?? defaults.meterIncreasePercent,
  };
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new CommandError(`${BUDGET_FILE} is not YAML: ${(error as Error).message}`);
  }
}
