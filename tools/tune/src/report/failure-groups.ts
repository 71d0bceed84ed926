import type { Analysis, Architecture } from '@acado/tuning';
import { ARCHITECTURES, sizes } from './format.ts';

/** Sizes that failed alike. */
export interface FailureGroup {
  architecture: Architecture;
  /** In words. */
  sizes: string;
  error: string;
  /** Of the smallest size. */
  cause: string;
}

/** Failures with one cause together: forty sizes above an account's limit are one finding. */
export const groupsOf = (failures: Analysis['failures']): FailureGroup[] =>
  ARCHITECTURES.flatMap((architecture) => {
    const ofIt = failures.filter((failure) => failure.architecture === architecture);
    const sorted = ofIt.toSorted((a, b) => a.memoryMb - b.memoryMb);
    return [...Map.groupBy(sorted, ({ error }) => error)].map(([error, [first, ...others]]) => ({
      architecture,
      sizes: sizes([first!, ...others].map(({ memoryMb }) => memoryMb)),
      error,
      cause: first!.cause,
    }));
  });
