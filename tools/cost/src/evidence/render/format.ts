import type { Percentiles } from '../report/latency.ts';

export const usd = (value: number, digits = 2): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** With a sign, as a difference. */
export const signedUsd = (value: number, digits = 2): string =>
  `${value < 0 ? '−' : '+'}${usd(Math.abs(value), digits)}`;

export const percent = (share: number, digits = 1): string =>
  `${(share * 100).toFixed(digits).replace('-', '−')} %`;

export const ms = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: 1 });

export const count = (value: number): string => value.toLocaleString('en');

/** A round number of orders in words: `100 million`. */
export const volume = (orders: number): string =>
  orders >= 1e9 ? `${orders / 1e9} billion` : `${orders / 1e6} million`;

export const percentileCells = ({ p50, p90, p95, p99 }: Percentiles): string[] =>
  [p50, p90, p95, p99].map(ms);

/** What a function is called in its serverless.yml. */
export const functionKey = (name: string): string => name.replace(/^.*-/, '');

/** A function's name without what all of them begin with. */
export const shortFunction = (name: string): string => name.replace(/^acado-(.+)-[a-z]+-/, '$1 ');
