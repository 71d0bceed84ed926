import { CommandError } from '@acado/command-line';
import { type Bill, priceUsage, UnpricedUsageError, UsageError } from '@acado/pricing';
import { type Failures, type FunctionFlow, flowOf } from './flow.ts';
import { standardErrorsOf, tQuantile } from './noise.ts';
import { eventRows, monthlyRows, type Row } from './rows.ts';
import type { ServiceShape } from './service-shape.ts';
import type { UsageFile } from './usage-file.ts';

/** How a service is priced. */
export interface EstimateOptions {
  region: string;
  /** For the logs that a month keeps. */
  eventsPerMonth: number;
  failures?: Failures;
}

/** A row with its price. */
export interface PricedRow extends Row {
  /** What is billed: item of the price book and units. */
  items: { item: string; unit: string; quantity: number; usd: number }[];
  usd: number;
}

/** What a service costs. */
export interface Estimate {
  shape: ServiceShape;
  usage: UsageFile;
  flows: FunctionFlow[];
  events: PricedRow[];
  /** USD for a million business events. */
  usdPerMillion: number;
  monthly: PricedRow[];
  /** USD a month. */
  usdPerMonth: number;
}

/**
 * Prices what a template says with what was measured.
 *
 * @throws {CommandError} naming what was not measured, or the region and item that have no price.
 */
export function estimate(
  shape: ServiceShape,
  usage: UsageFile,
  options: EstimateOptions,
): Estimate {
  for (const { logicalId, billingMode } of shape.tables)
    if (billingMode !== 'PAY_PER_REQUEST')
      throw new CommandError(
        `${shape.name}: ${logicalId} has billing mode ${billingMode}; the price book knows tables on demand only`,
      );
  const flows = flowOf(shape.functions, usage, options.failures);
  const events = priced(eventRows(flows, options.region));
  const monthly = priced(monthlyRows(shape, flows, usage.metrics, options));
  return {
    ...{ shape, usage, flows, events, monthly },
    usdPerMillion: totalOf(events),
    usdPerMonth: totalOf(monthly),
  };
}

const totalOf = (rows: readonly PricedRow[]): number => rows.reduce((sum, { usd }) => sum + usd, 0);

function priced(rows: Row[]): PricedRow[] {
  if (rows.length === 0) return [];
  const bill = billOf(rows);
  return rows.map((row, index) => {
    const { unitPrices, cost } = bill.lines[index]!;
    const items = unitPrices.map(({ item, unit, quantity, cost: usd }) => ({
      ...{ item, unit, quantity },
      usd: usd.toNumber(),
    }));
    return { ...row, items: items.filter(({ quantity }) => quantity > 0), usd: cost.toNumber() };
  });
}

function billOf(rows: readonly Row[]): Bill {
  try {
    return priceUsage(rows.map(({ line }) => line));
  } catch (error) {
    if (error instanceof UnpricedUsageError) {
      const messages = new Set(error.problems.map((problem) => problem.error.message));
      throw new CommandError([...messages].join('\n'));
    }
    if (error instanceof UsageError) throw new CommandError(error.message);
    throw error;
  }
}

/** What the cost of a million events may be off by, in USD, at 95 %; from the noise of the measurement alone. */
export function noiseOf({ shape, usage }: Estimate, options: EstimateOptions): number {
  const [error = 0] = standardErrorsOf(usage, (moved) => [
    estimate(shape, moved, options).usdPerMillion,
  ]);
  return error * tQuantile(usage.measured.runs);
}
