import { CommandError } from '@acado/command-line';
import { readFile } from 'node:fs/promises';
import {
  type Bill,
  measureUsage,
  priceMeasured,
  UnpricedUsageError,
  UsageError,
} from '@acado/pricing';
import type { BilledTotals } from './tally.ts';

/**
 * Reads usage lines that were measured by us and prices them as one month.
 *
 * @throws {CommandError} If they are wrong or lack a price, or the bill is of several months.
 */
export async function readMeasured(
  path: string,
  freeTier: boolean,
  { usage }: BilledTotals,
): Promise<Bill> {
  const months = [...new Set(usage.map(({ month }) => month))].sort();
  if (months.length > 1) {
    throw new CommandError(
      `--usage is of one month, the bill of ${months.join(', ')}: choose with --month`,
    );
  }
  try {
    const lines: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (!isArray(lines)) throw new CommandError(`${path}: Expected a JSON array of usage lines`);
    return priceMeasured(measureUsage(lines), { month: true, freeTier });
  } catch (error) {
    if (error instanceof Error && isWrongInput(error)) {
      throw new CommandError(`${path}: ${error.message}`);
    }
    throw error;
  }
}

const isArray = (value: unknown): value is unknown[] => Array.isArray(value);

const isWrongInput = (error: Error): boolean =>
  error instanceof UsageError ||
  error instanceof UnpricedUsageError ||
  error instanceof SyntaxError ||
  'syscall' in error;
