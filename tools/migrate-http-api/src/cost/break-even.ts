import { httpLines, restLines, UNIT_KB } from './gateways.ts';
import { priced } from './price-lines.ts';

/** Up to which size of bodies an HTTP API is the cheaper one. */
export interface BreakEven {
  /** Units of 512 KB that cost no more than a request to a REST API. */
  units: number;
  /** Bodies up to here cost no more. */
  kb: number;
}

/** 10 MB, the largest body. */
const MOST_UNITS = 20;

/** @returns `undefined` when the price book lacks a price. */
export function breakEvenOf(region: string, requests: number): BreakEven | undefined {
  // Nothing costs nothing in either: the first request is what is compared then.
  const volume = Math.max(1, requests);
  const rest = priced('', restLines(region, volume)).usd;
  if (rest === undefined) return undefined;
  const cheaper = Array.from({ length: MOST_UNITS }, (_, index) => index + 1).filter((units) => {
    const http = priced('', httpLines(region, volume, [{ share: 1, kb: units * UNIT_KB }])).usd;
    return http !== undefined && http <= rest;
  });
  const units = cheaper.at(-1) ?? 0;
  return { units, kb: units * UNIT_KB };
}
