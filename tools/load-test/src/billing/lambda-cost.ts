import { type InvocationReport, sampleCost } from '@acado/tuning';
import type { FunctionState } from '../settings/settings.ts';

/** What Lambda's REPORT lines say of a load, of all functions together. */
export interface LambdaCost {
  invocations: number;
  coldStarts: number;
  averageDurationMs: number;
  averageBilledMs: number;
  /** Lambda's part, in USD: duration and request, list prices without the free tier. */
  usdPerMillionRequests: number;
}

/** @throws {UnpricedUsageError} If the price book does not know the region. */
export function lambdaCost(
  reports: readonly { state: FunctionState; reports: readonly InvocationReport[] }[],
  region: string,
): LambdaCost | undefined {
  const pricing = { region, includeRequestPrice: true };
  const invocations = reports.flatMap(({ state, reports: ofOne }) =>
    ofOne.flatMap(({ billedMs, durationMs = 0, initMs, memoryMb = state.memoryMb }) => {
      if (billedMs === undefined) return [];
      const candidate = { memoryMb, architecture: state.architecture };
      const usd = sampleCost({ billedMs }, candidate, pricing);
      return [{ billedMs, durationMs, usd, isCold: initMs !== undefined }];
    }),
  );
  if (invocations.length === 0) return undefined;
  const average = (of: (one: (typeof invocations)[number]) => number): number =>
    invocations.reduce((sum, one) => sum + of(one), 0) / invocations.length;
  return {
    invocations: invocations.length,
    coldStarts: invocations.filter(({ isCold }) => isCold).length,
    averageDurationMs: Number(average(({ durationMs }) => durationMs).toFixed(3)),
    averageBilledMs: Number(average(({ billedMs }) => billedMs).toFixed(3)),
    usdPerMillionRequests: Number((average(({ usd }) => usd) * 1_000_000).toPrecision(6)),
  };
}
