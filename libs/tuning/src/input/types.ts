import type { Architecture } from '../types.ts';

/** What is best: the cheapest, the fastest, or a weighted mean of both. */
export type Strategy = 'cost' | 'speed' | 'balanced';

/** One function's input: checked, with every default filled in. */
export interface FunctionInput {
  /** As given. */
  lambdaARN: string;
  /** Unqualified. */
  functionArn: string;
  functionName: string;
  /** Version or alias; absent for `$LATEST`. */
  qualifier?: string | undefined;
  region: string;
  /** MB, each once, in the order given. */
  powerValues: number[];
  /** Absent: the one that the function has. */
  architectures?: Architecture[] | undefined;
  /** Invocations per candidate; with adaptive sampling the most of them. */
  num: number;
  /** Any JSON value; absent means `null`. */
  payload?: unknown;
  payloadS3?: string | undefined;
  parallelInvocation: boolean;
  strategy: Strategy;
  /** 0 is speed, 1 is cost. */
  balancedWeight: number;
  autoOptimize: boolean;
  autoOptimizeAlias?: string | undefined;
  dryRun: boolean;
  preProcessorARN?: string | undefined;
  postProcessorARN?: string | undefined;
  /** Share left out at each end, 0 to 0.4; 0 with `onlyColdStarts`. */
  discardTopBottom: number;
  /** ms. */
  sleepBetweenRunsMs: number;
  disablePayloadLogs: boolean;
  includeOutputResults: boolean;
  onlyColdStarts: boolean;
  allowedExceptions: string[];
  sampling: 'fixed' | 'adaptive';
  /** Of intervals and comparisons, 0.5 to 0.999. */
  confidence: number;
  /** Relative difference below which two candidates count as equal. */
  minimumEffect: number;
  /** Relative half width of an interval that is narrow enough. */
  targetPrecision: number;
  /** ms. */
  maxP95Ms?: number | undefined;
  /** 0.2: memory must be 20 % over Max Memory Used. */
  memoryHeadroom: number;
  /** Most invocations of this function at a time; 0 is no cap. */
  maxConcurrency: number;
  includeRequestPrice: boolean;
  dynamicPayload: boolean;
}

/** A run's input: one function or several. */
export interface TuningInput {
  functions: FunctionInput[];
  /** The input named its function itself, so the output is that function's analysis and no list. */
  single: boolean;
  /** Most functions tuned at a time; 0 is no cap. */
  maxConcurrency: number;
}
