import type { Candidate } from '@acado/tuning';
import { nameOf } from '../report/format.ts';
import type { Result } from '../report/result-file.ts';
import type { DeployedFunction } from './functions.ts';

/** What the function is now: as deployed, or as the repository has it. */
export interface Now {
  deployed?: DeployedFunction | undefined;
  /** By the configuration. */
  source: Record<'memorySize' | 'architecture', string>;
}

/**
 * Why a result should not be applied.
 *
 * @returns Empty when nothing speaks against it.
 */
export function objectionsTo(result: Result, { deployed, source }: Now): string[] {
  const { recommendation, current, finishedAt } = result;
  const objections: string[] = [];
  if (!recommendation.confident)
    objections.push(`the result is not certain: ${recommendation.reason}`);
  if (!deployed) {
    const configured = `${source.memorySize} MB, ${source.architecture}`;
    const is = ({ memoryMb, architecture }: Candidate) =>
      String(memoryMb) === source.memorySize && architecture === source.architecture;
    if (!is(current) && !is(recommendation))
      objections.push(
        `the function was ${nameOf(current)} when it was measured, and is configured as ${configured} now`,
      );
    return objections;
  }
  if (same(deployed, recommendation)) return objections;
  if (!same(deployed, current))
    objections.push(
      `the function was ${nameOf(current)} when it was measured, and is ${nameOf(deployed)} now`,
    );
  else if (deployed.lastModified > new Date(finishedAt))
    objections.push(
      `the function was deployed at ${deployed.lastModified.toISOString()}, after it was measured`,
    );
  return objections;
}

export const same = (one: Candidate, other: Candidate): boolean =>
  one.memoryMb === other.memoryMb && one.architecture === other.architecture;
