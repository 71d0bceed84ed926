import { createJournal } from '../adapters/dynamodb-journal.ts';
import { createFunctions } from '../adapters/lambda-functions.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { readTimedConfig } from '../config.ts';

/** What the functions that change a function need. */
export const changingServices = () => {
  const { runsTable, timeToWork, tunableFunctions } = readTimedConfig();
  return {
    functions: createFunctions(tunableFunctions),
    journal: createJournal(runsTable),
    clock: systemClock,
    timeToWork,
  };
};
