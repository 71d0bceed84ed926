import type { Analysis, Architecture } from '@acado/tuning';
import { ARCHITECTURES, sizes } from './format.ts';

/** Sizes that failed alike. */
export interface FailureGroup {
  architecture: Architecture;
  /** In words. */
  sizes: string;
  /** The beginnings of long ones; the cause is that of the smallest size. */
  error: string;
  cause: string;
}

interface Failure {
  error: string;
  cause: string;
}

/** Characters; `result.json` has all. */
const LONGEST_ERROR = 100;
const LONGEST_CAUSE = 400;

const beginningOf = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).trimEnd()} …` : text;

const shortened = ({ error, cause }: Failure): Failure => ({
  error: beginningOf(error, LONGEST_ERROR),
  cause: beginningOf(cause, LONGEST_CAUSE),
});

/** `Runtime.OutOfMemory: It used all of its memory.` */
export function failureText(failure: Failure): string {
  const { error, cause } = shortened(failure);
  return `${error}: ${cause}`;
}

/** Failures with one cause together: forty sizes above an account's limit are one finding. */
export const groupsOf = (failures: Analysis['failures']): FailureGroup[] =>
  ARCHITECTURES.flatMap((architecture) => {
    const ofIt = failures.filter((failure) => failure.architecture === architecture);
    const sorted = ofIt.toSorted((a, b) => a.memoryMb - b.memoryMb);
    return [...Map.groupBy(sorted, ({ error }) => error)].map(([error, [first, ...others]]) => ({
      architecture,
      sizes: sizes([first!, ...others].map(({ memoryMb }) => memoryMb)),
      ...shortened({ error, cause: first!.cause }),
    }));
  });
