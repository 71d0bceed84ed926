import { z } from 'zod';

/** How far local figures were from AWS's own, where both are known. */
export const errorBandSchema = z.object({
  /** Mean absolute error of a duration: 0.1 is 10 %. */
  duration: z.number().nonnegative(),
  /** On what it was measured, as the end of a sentence: `a request that was measured on AWS at ten sizes`. */
  basis: z.string(),
});
export type ErrorBand = z.infer<typeof errorBandSchema>;

/** What a report says beside the analysis. */
export interface RunContext {
  target: 'local' | 'aws';
  service: string;
  functionKey: string;
  /** Where the reports are written: `reports/history/<YYYY-MM-DDTHH-MM-SSZ>-<service>-<functionKey>`. */
  directory: string;
  errorBand?: ErrorBand | undefined;
  /** The execution's input. Its payload is left out of the reports if it has `disablePayloadLogs`. */
  input: unknown;
}

/** The fields of an input that reports explain; what can't be read counts as not given. */
const settingsSchema = z.object({
  balancedWeight: z.number().min(0).max(1).catch(0.5).default(0.5),
  confidence: z.number().gt(0).lt(1).catch(0.95).default(0.95),
  minimumEffect: z.number().nonnegative().catch(0.05).default(0.05),
  maxP95Ms: z.number().positive().optional().catch(undefined),
  includeRequestPrice: z.boolean().catch(true).default(true),
  onlyColdStarts: z.boolean().catch(false).default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

export const settingsOf = (input: unknown): Settings =>
  settingsSchema.catch(settingsSchema.parse({})).parse(input);
