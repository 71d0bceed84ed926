import type { RateCard } from './rate-card.ts';
import type { Units } from './units.ts';

/** What an invocation used, of everything that is billed. */
export interface Consumption {
  /** Init included. */
  billedMs: number;
  memoryMb: number;
  data: Units;
  trigger: Units;
  /** Log bytes of the invocation, without the metric's own record. */
  logBytes: number;
  /** Bytes of the metric's own record. */
  recordBytes: number;
  records: number;
  /** Share of the invocations that are measured, above 0 and at most 1. */
  sampleRate: number;
}

/** USD by the name of the metric; what is not known is not there. */
export type Costs = Partial<
  Record<
    | 'EstimatedCost'
    | 'ComputeCost'
    | 'RequestCost'
    | 'DataCost'
    | 'TriggerCost'
    | 'TelemetryCost'
    | 'CostPerRecord',
    number
  >
>;

const GB = 2 ** 30;

const times = (units: number, price: number | undefined): number => units * (price ?? NaN);

/** An item without a price makes the sum `NaN`, unless none of it was used. */
const sumOf = (units: Units, prices: Record<string, number> | undefined): number => {
  if (!prices) return NaN;
  return Object.entries(units).reduce(
    (sum, [item, count]) => (count === 0 ? sum : sum + times(count, prices[item])),
    0,
  );
};

/** Six digits are more than any of the measurements has, and each further one is billed as a log byte. */
const rounded = (cost: number): number => Number(cost.toPrecision(6));

/**
 * Prices an invocation. Each measured invocation stands for `1 / sampleRate` of its kind, so that sums over the measured
 * ones come out right; the record itself is only written by measured ones and stands for itself. `CostPerRecord` is a
 * ratio and stands for nothing else.
 *
 * @example
 * price({ billedMs: 12, memoryMb: 512, … }, card).EstimatedCost;
 */
export const price = (used: Consumption, card: RateCard): Costs => {
  const weight = 1 / used.sampleRate;
  const compute = times((used.billedMs / 1000) * (used.memoryMb / 1024), card.gbSecond);
  const request = times(1, card.request);
  const data = sumOf(used.data, card.data);
  const trigger = sumOf(used.trigger, card.trigger);
  const lines = times(used.logBytes / GB, card.logGb);
  const record = times(used.recordBytes / GB, card.logGb);
  const costs = {
    EstimatedCost: (compute + request + data + trigger + lines) * weight + record,
    ComputeCost: compute * weight,
    RequestCost: request * weight,
    DataCost: data * weight,
    TriggerCost: trigger * weight,
    TelemetryCost: lines * weight + record,
    CostPerRecord: (compute + request + data + trigger + lines + record) / used.records,
  };
  const known = Object.entries(costs).filter(([, cost]) => Number.isFinite(cost));
  return Object.fromEntries(known.map(([name, cost]) => [name, rounded(cost)]));
};
