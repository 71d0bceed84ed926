import type { Configuration, Outcome, Run } from '../record/schemas.ts';
import type { Percentiles } from './latency.ts';
import type { AwsMeter } from './price-run.ts';

/** The report, `report.json`. Amounts are in USD; `saving` and `share` run from 0 to 1. */
export interface Report {
  format: 1;
  /** What the evidence is to show, and whether it does. */
  claims: Claim[];
  /** Why the figures may not be right. */
  warnings: string[];
  headline: {
    baselineUsdPerMillion: number;
    pipelineUsdPerMillion: number;
    saving: number;
    /** Over the orders of all runs of V0, and of V7. */
    latency: Record<'baseline' | 'pipeline', Latency>;
  };
  run: Run;
  variants: ReportedVariant[];
  waterfall: Waterfall;
  scaling: Scaling[];
  fixed: Record<'baseline' | 'pipeline', Monthly[]>;
  /** From so many orders a month on the pipeline's higher monthly costs are saved again. */
  breakEvenOrdersPerMonth?: number | undefined;
  keeping: Record<'baseline' | 'pipeline', Monthly[]>;
  sensitivity: Sensitivity[];
  arrival: {
    /** With the batch sizes and windows of production. */
    queues: Configuration['queues'];
    rates: { ordersPerSecond: number; batches: Record<string, number>; usdPerMillion: number }[];
  };
  noise: Noise[];
  remaining: { meter: AwsMeter; usdPerMillion: number; share: number }[];
  removable: { what: string; usdPerMillion: number; givesUp: string }[];
  method: { measured: string[]; assumed: string[] };
  /** The rows of the price book that were used. */
  prices: PriceRow[];
  /** What the report is made of: its digest, to find a change that no figure shows. */
  evidence: { file: string; sha256: string }[];
}

/** In ms. */
export interface Latency {
  answer: Percentiles;
  processed: Percentiles;
}

export interface Claim {
  claim: string;
  holds: boolean;
  found: string;
}

export interface ReportedVariant {
  name: string;
  title: string;
  architecture: 'baseline' | 'pipeline';
  repeats?: string;
  usdPerMillion: number;
  byService: Record<string, number>;
  byMeter: Partial<Record<AwsMeter, number>>;
  answerMs: Percentiles;
  processedMs: Percentiles;
  functions: {
    name: string;
    memoryMb: number;
    architecture: string;
    /** While the orders that count went through. */
    invocations: number;
    coldStarts: number;
    ordersPerInvocation: number;
    warmBilledMs: number;
    coldBilledMs: number;
  }[];
  outcome: Outcome;
}

export interface Waterfall {
  fromUsdPerMillion: number;
  toUsdPerMillion: number;
  steps: { technique: string; from: string; to: string; usdPerMillion: number; share: number }[];
  /** `to` less `from`, and what the steps add up to: the same, by construction. */
  differenceUsdPerMillion: number;
  sumOfStepsUsdPerMillion: number;
}

export interface Scaling {
  ordersPerMonth: number;
  baselineUsd: number;
  pipelineUsd: number;
  saving: number;
}

export interface Monthly {
  what: string;
  amount: string;
  usd: number;
}

export interface Sensitivity {
  what: string;
  how: 'measured' | 're-priced' | 'modelled';
  baselineUsdPerMillion: number;
  pipelineUsdPerMillion: number;
  saving: number;
}

export interface Noise {
  run: string;
  usdPerMillion: [first: number, again: number];
  answerP95Ms: [first: number, again: number];
  /** Between the two, of their mean. */
  costSpread: number;
}

export interface PriceRow {
  item: string;
  unit: string;
  /** From a monthly volume on; `null` where it is not known. */
  tiers: Record<string, string | null>;
  source: string;
  date: string;
  confidence: string;
}
