import { CHANGED_ANSWERS } from './changed-answers.ts';
import type { ExpectedDifference } from './expected-difference.ts';
import { OWN_ANSWERS } from './own-answers.ts';

/** Every difference that is known to be AWS's own. */
export const CATALOGUE: readonly ExpectedDifference[] = [...OWN_ANSWERS, ...CHANGED_ANSWERS];
