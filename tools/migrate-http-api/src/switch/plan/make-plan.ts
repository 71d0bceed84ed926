import type { Strategy, SwitchInputs } from '../inputs.ts';
import { atOnce } from '../strategies/at-once.ts';
import { basePaths } from '../strategies/base-paths.ts';
import { canary } from '../strategies/canary.ts';
import { weighted } from '../strategies/weighted.ts';
import type { Plan } from './plan.ts';

const MAKE: Readonly<Record<Strategy, (inputs: SwitchInputs) => Plan>> = {
  'at-once': atOnce,
  'base-paths': basePaths,
  weighted,
  canary,
};

/** The plan for moving traffic in the way that the inputs ask for. */
export const makePlan = (inputs: SwitchInputs): Plan => MAKE[inputs.strategy](inputs);
