import type { Analysis } from '../analyse/analyse.ts';
import type { Traffic } from '../traffic/traffic.ts';
import { type BreakEven, breakEvenOf } from './break-even.ts';
import { httpLines, restLines } from './gateways.ts';
import { type CostItem, priced, sumOf } from './price-lines.ts';
import { addedOf, savedOf } from './replacements.ts';
import { bucketsOf } from './size-buckets.ts';

/** A month before and after, in USD at list prices without the free tier. */
export interface Costs {
  region: string;
  /** A month. */
  requests: number;
  /** Nobody said how many: it is a million. */
  isAssumed: boolean;
  before: CostItem[];
  after: CostItem[];
  /** Sums of what is priced; absent when the price book lacks a price of the requests themselves. */
  totals?: { before: number; after: number };
  breakEven?: BreakEven;
}

const ASSUMED_REQUESTS = 1_000_000;

/** What an API costs today, and what it would cost as an HTTP API. */
export function compareCosts(analysis: Analysis, traffic: Traffic): Costs {
  const { region, requests = ASSUMED_REQUESTS, bodyKb } = traffic;
  const known = { ...traffic, requests };
  const rest = priced('Requests to the REST API', restLines(region, requests));
  const http = priced('Requests to the HTTP API', httpLines(region, requests, bucketsOf(bodyKb)));
  const before = [rest, ...savedOf(analysis, known)];
  const after = [http, ...addedOf(analysis, known)];
  const isPriced = rest.usd !== undefined && http.usd !== undefined;
  const breakEven = breakEvenOf(region, requests);
  return {
    ...{ region, requests, isAssumed: traffic.requests === undefined, before, after },
    ...(isPriced && { totals: { before: sumOf(before), after: sumOf(after) } }),
    ...(breakEven && { breakEven }),
  };
}
