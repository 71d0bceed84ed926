import type { Bill } from '@acado/pricing';
import { type UsedPrice, usedPrices } from '../adviser.ts';
import { arrivalsOf } from './arrivals.ts';
import { breakEvenUtilisation, monthlyBill } from './cost.ts';
import { demandOf } from './demand.ts';
import type { Question } from './input.ts';
import { constantSetting, hourlySetting } from './search.ts';
import { simulate } from './simulate.ts';

/** A setting, what it does and what it costs. */
export interface Outcome {
  setting: 'none' | 'constant' | 'schedule';
  /** Provisioned environments in each hour of the period. */
  hourly: number[];
  /** USD per month of 30 days: requests, duration, Init, and provisioned concurrency. */
  costPerMonth: number;
  /** Share of the requests that are cold. */
  coldShare: number;
  coldStartsPerMonth: number;
  /** 99th percentile of the duration, Init included, in ms. */
  p99Ms: number;
  /** Share of the requests that ran on demand beside provisioned concurrency; absent without any. */
  spilloverShare?: number;
  /** Share of the configured time in which provisioned environments run requests; absent without any. */
  utilisation?: number;
  meetsTarget: boolean;
}

/** Advice on provisioned concurrency. */
export interface Advice {
  currency: 'USD';
  /** Utilisation from which it costs less than on-demand, from the prices alone. */
  breakEvenUtilisation: number;
  requestsPerMonth: number;
  /** Most requests at once. */
  peakConcurrency: number;
  /** Most requests at once in each hour of the period. */
  peakByHour: number[];
  outcomes: Outcome[];
  recommended: Outcome['setting'];
  because: string;
  /** What constant settings cost, for the curve. */
  curve: { concurrency: number; costPerMonth: number; coldShare: number }[];
  prices: UsedPrice[];
  model: string;
}

/** Simulated requests that the search for a schedule may take. */
const SEARCH_REQUESTS = 40_000_000;
const CURVE_POINTS = 16;
const HOURS_PER_MONTH = 720;
/** Above this share of cold requests the 99th percentile is a cold one. */
const P99_SHARE = 0.01;

const MODEL =
  'Requests are Poisson within each minute (seeded), or the given timestamps. Provisioned environments come first, then idle on-demand ones (the youngest first, gone after idleTimeoutSeconds), else a cold start. Nothing is throttled, retried or queued; every request takes durationMs; provisioned environments are ready when their hour begins. The period recurs through a month of 30 days, at list prices without free tier.';

/** The share of requests that may be cold. */
export function allowedColdShare({ target, durationMs, initMs }: Question): number {
  if (target.coldShare !== undefined) return target.coldShare;
  return target.p99Ms! >= durationMs + initMs ? 1 : P99_SHARE;
}

/**
 * Finds the cheapest setting of provisioned concurrency for a cold-start target.
 *
 * @throws {UnknownPriceError | UnpricedUsageError} naming region and item.
 *
 * @example
 * adviseProvisionedConcurrency(questionSchema.parse(exampleQuestion)).recommended;
 */
export function adviseProvisionedConcurrency(question: Question): Advice {
  const { durationMs, initMs } = question;
  const breakEven = breakEvenUtilisation(question.region, question.architecture);
  const arrivals = arrivalsOf(question);
  const load = { durationMs, initMs, idleTimeoutMs: question.idleTimeoutSeconds * 1000 };
  const demand = demandOf(arrivals, durationMs);
  const allowed = allowedColdShare(question);
  const run = (hourly: readonly number[]) => simulate(arrivals, load, hourly);
  const coldShareOf = (hourly: readonly number[]) => share(run(hourly));
  const meets = (hourly: readonly number[]) => coldShareOf(hourly) <= allowed;
  const bills: Bill[] = [];

  const outcome = (setting: Outcome['setting'], hourly: number[]): Outcome => {
    const result = run(hourly);
    const bill = monthlyBill(question, result, hourly);
    bills.push(bill);
    const coldShare = share(result);
    const configuredMs = hourly.reduce((sum, concurrency) => sum + concurrency, 0) * 3_600_000;
    return {
      setting,
      hourly,
      costPerMonth: bill.total.toNumber(),
      coldShare,
      coldStartsPerMonth: Math.round((result.coldStarts * HOURS_PER_MONTH) / arrivals.hours),
      p99Ms: coldShare > P99_SHARE ? durationMs + initMs : durationMs,
      ...(configuredMs > 0 && {
        spilloverShare: result.requests > 0 ? result.onDemand / result.requests : 0,
        utilisation: (result.provisioned * durationMs) / configuredMs,
      }),
      meetsTarget: coldShare <= allowed,
    };
  };

  const none = new Array<number>(arrivals.hours).fill(0);
  const tries = Math.floor(SEARCH_REQUESTS / Math.max(1, arrivals.times.length));
  const outcomes = [
    outcome('none', none),
    outcome('constant', constantSetting(demand, breakEven, meets)),
    outcome('schedule', hourlySetting(demand, breakEven, meets, tries)),
  ];
  const best = outcomes
    .filter(({ meetsTarget }) => meetsTarget)
    .reduce((a, b) => (b.costPerMonth < a.costPerMonth ? b : a));
  const curve = curvePoints(demand.peak).map((concurrency) => {
    const hourly = none.map(() => concurrency);
    const result = run(hourly);
    const costPerMonth = monthlyBill(question, result, hourly).total.toNumber();
    return { concurrency, costPerMonth, coldShare: share(result) };
  });
  return {
    currency: 'USD',
    breakEvenUtilisation: breakEven,
    requestsPerMonth: Math.round(
      ((arrivals.times.length - arrivals.warmUp) * HOURS_PER_MONTH) / arrivals.hours,
    ),
    peakConcurrency: demand.peak,
    peakByHour: demand.reaching.map((counts) => counts.length),
    outcomes,
    recommended: best.setting,
    because: reason(best, outcomes[0]!, breakEven),
    curve,
    prices: usedPrices(bills),
    model: MODEL,
  };
}

const share = ({ requests, coldStarts }: { requests: number; coldStarts: number }): number =>
  requests > 0 ? coldStarts / requests : 0;

function curvePoints(peak: number): number[] {
  const steps = Math.min(peak, CURVE_POINTS);
  return Array.from({ length: steps + 1 }, (_, index) =>
    Math.round((index * peak) / Math.max(1, steps)),
  );
}

function reason(best: Outcome, none: Outcome, breakEven: number): string {
  const used = `${((best.utilisation ?? 0) * 100).toFixed(1)} %`;
  const even = `${(breakEven * 100).toFixed(1)} %`;
  const extra = best.costPerMonth - none.costPerMonth;
  if (best.setting === 'none') {
    return 'On-demand meets the target, and provisioned concurrency would cost more: it is not justified.';
  }
  if (extra < 0) {
    return `It costs ${(-extra).toFixed(2)} USD a month less than on-demand.`;
  }
  const avoided = none.coldStartsPerMonth - best.coldStartsPerMonth;
  const each = avoided > 0 ? `, ${(extra / avoided).toPrecision(3)} USD for each one avoided` : '';
  return `Cost does not justify it (used ${used} of the time, break-even ${even}); only the target does: it costs ${extra.toFixed(2)} USD a month more than on-demand for ${avoided} cold starts fewer${each}.`;
}
