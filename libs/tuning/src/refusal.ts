import type { FunctionInput } from './input/types.ts';
import { maxMemoryOf, usualDurations } from './samples.ts';
import { percentile } from './statistics/percentile.ts';
import type { CandidateSamples } from './types.ts';

/** What a recommendation has to keep to. */
export type Constraints = Pick<FunctionInput, 'maxP95Ms' | 'memoryHeadroom'>;

/** A number as a sentence has it. */
const rounded = (value: number): string => String(Number(value.toPrecision(3)));

/** Why a candidate with samples cannot be recommended; `undefined` if it can. */
export function refusalOf(
  { candidate: { memoryMb }, samples, failure }: CandidateSamples,
  { maxP95Ms, memoryHeadroom }: Constraints,
): string | undefined {
  if (failure !== undefined) return `failed: ${failure.error}`;
  if (maxP95Ms !== undefined) {
    const p95Ms = percentile(usualDurations(samples), 0.95);
    if (p95Ms > maxP95Ms) return `p95 ${rounded(p95Ms)} ms is over maxP95Ms ${maxP95Ms}`;
  }
  const used = maxMemoryOf(samples) ?? 0;
  if (used * (1 + memoryHeadroom) > memoryMb) {
    return `${used} MB used and ${rounded(memoryHeadroom * 100)} % headroom are over ${memoryMb} MB`;
  }
  return undefined;
}
