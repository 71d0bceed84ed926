import { priceOne, UnpricedUsageError } from '@acado/pricing';
import { InputError } from './input/input-error.ts';
import type { Architecture, Candidate, Sample } from './types.ts';

/** How samples are priced. */
export interface Pricing {
  region: string;
  /** Also the request's price, which is the same for every candidate. */
  includeRequestPrice: boolean;
}

/** USD of one candidate's invocations. */
export interface Rate {
  perRequest: number;
  perBilledMs: number;
}

/** Requests or ms that are priced at once, so that a rate keeps every digit of the price book. */
const MANY = 1_000_000;

/**
 * What a candidate's invocations cost: list prices, first volume tier.
 *
 * @throws {UnpricedUsageError} If the price book does not know the region.
 *
 * @example
 * rateOf({ memoryMb: 1024, architecture: 'x86_64' }, { region: 'us-east-1', includeRequestPrice: true });
 * // { perRequest: 2e-7, perBilledMs: 1.66667e-8 }
 */
export function rateOf(candidate: Candidate, { region, includeRequestPrice }: Pricing): Rate {
  const { perBilledMs, perRequest } = listRate(candidate, region);
  return { perBilledMs, perRequest: includeRequestPrice ? perRequest : 0 };
}

/** Looked up once: planning a round asks thousands of times. */
const rates = new Map<string, Rate>();

function listRate({ memoryMb, architecture }: Candidate, region: string): Rate {
  const key = `${region} ${architecture} ${memoryMb}`;
  const known = rates.get(key);
  if (known) return known;
  const price = (requests: number, billedMs: number): number =>
    priceOne({ meter: 'lambda', region, architecture, memoryMb, requests, billedMs })
      .cost.over(MANY)
      .toNumber();
  const rate = { perRequest: price(MANY, 0), perBilledMs: price(0, MANY) };
  rates.set(key, rate);
  return rate;
}

/** USD of billed ms at a rate. */
export const costAt = (rate: Rate, billedMs: number): number =>
  rate.perRequest + billedMs * rate.perBilledMs;

/**
 * What one invocation cost, in USD.
 *
 * @throws {UnpricedUsageError} If the price book does not know the region.
 *
 * @example
 * sampleCost({ durationMs: 9.2, billedMs: 10 }, { memoryMb: 1024, architecture: 'arm64' }, {
 *   region: 'us-east-1',
 *   includeRequestPrice: false,
 * }); // 1.33334e-7
 */
export const sampleCost = (
  { billedMs }: Pick<Sample, 'billedMs'>,
  candidate: Candidate,
  pricing: Pricing,
): number => costAt(rateOf(candidate, pricing), billedMs);

/**
 * Makes sure that a run's costs can be told before anything is invoked.
 *
 * @throws {InputError} naming the region and what the price book lacks.
 *
 * @example
 * assertPriced('us-east-1', ['x86_64', 'arm64']);
 */
export function assertPriced(region: string, architectures: readonly Architecture[]): void {
  const problems = architectures.flatMap((architecture) => {
    try {
      rateOf({ memoryMb: 128, architecture }, { region, includeRequestPrice: true });
      return [];
    } catch (error) {
      if (!(error instanceof UnpricedUsageError)) throw error;
      return error.problems.map((problem) => problem.error.message);
    }
  });
  if (problems.length > 0) {
    throw new InputError([{ field: 'lambdaARN', message: [...new Set(problems)].join('; ') }]);
  }
}

/** Price of a state transition. */
export interface TransitionPrice {
  /** USD. */
  perTransition: number;
  /** Says so if another region's price stands in, because the book does not know this one's. */
  warning?: string | undefined;
}

const TRANSITION_REGION = 'us-east-1';

/**
 * What a Step Functions state transition costs where the tuner runs.
 *
 * @example
 * transitionPrice('us-east-1').perTransition; // 0.000025
 */
export function transitionPrice(region: string): TransitionPrice {
  const price = (of: string): number =>
    priceOne({ meter: 'step-functions-standard', region: of, transitions: 1 }).cost.toNumber();
  try {
    return { perTransition: price(region) };
  } catch (error) {
    if (!(error instanceof UnpricedUsageError)) throw error;
    return {
      perTransition: price(TRANSITION_REGION),
      warning: `executionCost is counted at the price of ${TRANSITION_REGION}: the price book does not know that of Step Functions in ${region}`,
    };
  }
}
