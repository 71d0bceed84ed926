import { createPlainHandler } from '@acado/powertools';
import { createJournal } from '../../adapters/dynamodb-journal.ts';
import { createFunctions } from '../../adapters/lambda-functions.ts';
import { createExecutions } from '../../adapters/step-functions-executions.ts';
import { systemClock } from '../../adapters/system-clock.ts';
import { readTimedConfig } from '../../config.ts';
import { lockFunction } from '../../domain/lock-function.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

export const handler = createPlainHandler({
  services: () => {
    const { runsTable, timeToWork, tunableFunctions } = readTimedConfig();
    return {
      functions: createFunctions(tunableFunctions),
      executions: createExecutions(),
      journal: createJournal(runsTable),
      clock: systemClock,
      timeToWork,
    };
  },
  input: tunedFunctionSchema,
  handle: (tuned, services) => lockFunction(services, tuned, Date.now() + services.timeToWork),
});
