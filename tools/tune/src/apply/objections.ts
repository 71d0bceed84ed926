import { type Candidate, isSame } from '@acado/tuning';
import { nameOf } from '../report/format.ts';
import type { Result } from '../report/result-file.ts';
import type { DeployedFunction } from './functions.ts';

/** What the function is now: as deployed, or as its configuration says; neither where that is not known. */
export interface Now {
  deployed?: DeployedFunction | undefined;
  source?: Record<'memorySize' | 'architecture', string> | undefined;
}

/**
 * Why a result should not be applied.
 *
 * @returns Empty when nothing speaks against it.
 */
export function objectionsTo(result: Result, { deployed, source }: Now): string[] {
  const { confident, reason } = result.recommendation;
  return [
    ...(confident ? [] : [`the result is not certain: ${reason}`]),
    ...(deployed ? deployedSince(result, deployed) : []),
    ...(source ? configuredSince(result, source) : []),
  ];
}

function deployedSince(result: Result, deployed: DeployedFunction): string[] {
  const { recommendation, current, finishedAt, codeSha256: measured } = result;
  if (isSame(deployed, recommendation)) return [];
  if (!isSame(deployed, current)) return [`${measuredAs(current)}, and is ${nameOf(deployed)} now`];
  const { codeSha256, lastModified } = deployed;
  const since = `since ${lastModified.toISOString()}, after it was measured (${finishedAt})`;
  if (measured !== undefined)
    return codeSha256 === measured ? [] : [`the function has other code ${since}`];
  return lastModified > new Date(finishedAt)
    ? [`the function was deployed or changed ${since}`]
    : [];
}

function configuredSince(
  { recommendation, current }: Result,
  { memorySize, architecture }: NonNullable<Now['source']>,
): string[] {
  const isConfigured = (candidate: Candidate) =>
    String(candidate.memoryMb) === memorySize && candidate.architecture === architecture;
  return isConfigured(current) || isConfigured(recommendation)
    ? []
    : [`${measuredAs(current)}, and is configured as ${memorySize} MB, ${architecture} now`];
}

const measuredAs = (current: Candidate): string =>
  `the function was ${nameOf(current)} when it was measured`;
