import {
  type Bill,
  HOURS_PER_MONTH,
  type PriceBook,
  priceBook,
  priceUsage,
  type UsageLine,
} from '@acado/pricing';
import type { Question } from './input.ts';
import type { Simulated } from './simulate.ts';

type Function = Pick<Question, 'region' | 'architecture' | 'memoryMb' | 'durationMs' | 'initMs'>;

/**
 * Utilisation of an environment from which provisioned concurrency costs less than on-demand, for the same duration:
 * configured / (on-demand − provisioned duration), all per GB-second, first volume tier. What it saves in Init is not
 * in it and lowers it a little.
 *
 * @returns A share; above 1, and Infinity, it never pays.
 * @throws {UnknownPriceError} naming region and item.
 *
 * @example
 * breakEvenUtilisation('us-east-1', 'x86_64'); // 4.1667 / (16.6667 − 9.7222) = 0.6
 */
export function breakEvenUtilisation(
  region: string,
  architecture: Question['architecture'],
  book: PriceBook = priceBook,
): number {
  const first = (item: 'duration' | 'provisioned-concurrency' | 'provisioned-duration') =>
    Number(book.price(region, `lambda.${item}.${architecture}`).tiers[0]!.text);
  const configured = first('provisioned-concurrency');
  const saving = first('duration') - first('provisioned-duration');
  return saving > 0 ? configured / saving : Infinity;
}

/**
 * A month of 30 days of a setting: the period over and over.
 *
 * @param hourly Provisioned environments in each hour of the period.
 * @throws {UnpricedUsageError} naming region and item.
 */
export function monthlyBill(
  subject: Function,
  { requests, onDemand, coldStarts }: Simulated,
  hourly: readonly number[],
): Bill {
  const { region, architecture, memoryMb, durationMs, initMs } = subject;
  const periods = HOURS_PER_MONTH / hourly.length;
  const monthly = (count: number) => Math.round(count * periods);
  const common = { region, architecture, memoryMb } as const;
  const lambda = { ...common, meter: 'lambda', durationMs } as const;
  const lines: UsageLine[] = [
    { ...lambda, requests: monthly(onDemand), initMs, coldStarts: monthly(coldStarts) },
  ];
  if (hourly.some((concurrency) => concurrency > 0)) {
    lines.push({ ...lambda, requests: monthly(requests) - monthly(onDemand), provisioned: true });
  }
  for (const concurrency of new Set(hourly)) {
    if (concurrency === 0) continue;
    const hours = hourly.filter((other) => other === concurrency).length;
    const seconds = hours * periods * 3600;
    lines.push({ ...common, meter: 'lambda-provisioned-concurrency', concurrency, seconds });
  }
  return priceUsage(lines, { month: true });
}
