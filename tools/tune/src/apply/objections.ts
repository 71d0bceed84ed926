import { type Candidate, isSame } from '@acado/tuning';
import { z } from 'zod';
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
  if (isSame(deployed, recommendation)) return objections;
  if (!isSame(deployed, current))
    objections.push(
      `the function was ${nameOf(current)} when it was measured, and is ${nameOf(deployed)} now`,
    );
  else if (hasOtherCode(result, deployed))
    objections.push(
      `the function has other code since ${deployed.lastModified.toISOString()}, after it was measured (${finishedAt})`,
    );
  return objections;
}

/** A run that did not note the code can't tell a deployment of other code from one of the same. */
function hasOtherCode(result: Result, { codeSha256, lastModified }: DeployedFunction): boolean {
  const { codeSha256: measured } = noted.parse(result);
  if (measured === undefined) return lastModified > new Date(result.finishedAt);
  return codeSha256 !== measured;
}

const noted = z.looseObject({ codeSha256: z.string().optional() });
