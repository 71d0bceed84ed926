import type { Exact } from '@acado/pricing';

/** Whole millionths of a USD: what a report adds up, so that its sums are exact. */
export type Micro = number;

const MILLION = 1_000_000;

/** Rounds once; everything after it is whole. */
export const toMicro = (usd: Exact): Micro => Number(usd.times(MILLION).toFixed(0));

/** As a report shows it. */
export const toUsd = (micro: Micro): number => micro / MILLION;

/** How much less `to` is than `from`, from 0 to 1; negative if it is more. Four digits. */
export const savingOf = (from: Micro, to: Micro): number =>
  Number((from === 0 ? 0 : 1 - to / from).toFixed(4));
