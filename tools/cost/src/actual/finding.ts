import type { UsageLine } from '@acado/pricing';
import type { AlarmFacts, FunctionFacts } from './cloud.ts';
import type { Names } from './names.ts';
import type { SeriesTable } from './series.ts';

/** What REPORT lines of a function add up to, by memory size: it may have changed in between. */
export type ReportTotals = ReadonlyMap<number, { requests: number; billedMs: number }>;

/** Everything that was read. */
export interface Measured {
  region: string;
  names: Names;
  functions: readonly FunctionFacts[];
  alarms: readonly AlarmFacts[];
  buckets: readonly string[];
  /** Sums of the whole time. */
  series: SeriesTable;
  /** Hours with data of each custom metric. */
  customMetrics: readonly { dimensions: Readonly<Record<string, string>>; hours: number }[];
  /** By name of the function; absent where they were not read. */
  reports: ReadonlyMap<string, ReportTotals>;
  /** Hours of the time that are over. */
  hours: number;
  /** Messages that SQS calls are taken to have. */
  messagesPerCall: number;
}

/** What one service of AWS was used for. */
export interface Finding {
  usage: UsageLine[];
  /** Where numbers are from, and what was assumed. */
  sources: string[];
  /** What could not be measured, and so is in no sum. */
  missing: string[];
}

export const noFinding = (): Finding => ({ usage: [], sources: [], missing: [] });
