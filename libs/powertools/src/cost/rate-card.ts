import { field } from './units.ts';

/**
 * The prices of one function in its region, in USD, as the packaging plugin took them from the price book and put them
 * into `COST_RATES`. What has no known price is not there.
 */
export interface RateCard {
  /** The function's own timeout in ms: with the deadline it says when Lambda started the clock. */
  timeoutMs: number;
  /** A GB-second on the function's architecture. */
  gbSecond: number | undefined;
  /** An invocation. */
  request: number | undefined;
  /** A GB of log lines taken in. */
  logGb: number | undefined;
  /** By item of the price book: what the function calls. */
  data: Record<string, number> | undefined;
  /** By item of the price book: what calls the function. */
  trigger: Record<string, number> | undefined;
  /** An EventBridge rule sends the messages of the queue, and nobody else counts what that costs. */
  queueFedByRule: boolean;
}

const numberOrNone = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const prices = (value: unknown): Record<string, number> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const known = Object.entries(value).flatMap(([item, price]) => {
    const number = numberOrNone(price);
    return number === undefined ? [] : [[item, number] as const];
  });
  return Object.fromEntries(known);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads the rate card of the environment; undefined where there is none, or nothing that could be one.
 *
 * @example
 * readRateCard({ COST_RATES: '{"timeoutMs":10000,"gbSecond":0.0000133334}' });
 */
export function readRateCard(
  env: Record<string, string | undefined> = process.env,
): RateCard | undefined {
  const card = env.COST_RATES ? parsed(env.COST_RATES) : undefined;
  const timeoutMs = numberOrNone(field(card, 'timeoutMs'));
  if (timeoutMs === undefined) return undefined;
  return {
    timeoutMs,
    gbSecond: numberOrNone(field(card, 'gbSecond')),
    request: numberOrNone(field(card, 'request')),
    logGb: numberOrNone(field(card, 'logGb')),
    data: prices(field(card, 'data')),
    trigger: prices(field(card, 'trigger')),
    queueFedByRule: field(card, 'queueFedByRule') === true,
  };
}
