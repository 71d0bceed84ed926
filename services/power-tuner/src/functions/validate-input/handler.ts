import { createPlainHandler } from '@acado/powertools';
import * as z from 'zod/mini';
import { createJournal } from '../../adapters/dynamodb-journal.ts';
import { createFunctions } from '../../adapters/lambda-functions.ts';
import { createPayloads } from '../../adapters/s3-payloads.ts';
import { readValidatingConfig } from '../../config.ts';
import { validateRun } from '../../domain/validate-run.ts';
import { runSchema } from '../tuned-function.ts';

export const handler = createPlainHandler({
  services: () => {
    const { powerValues, runsTable, tunableFunctions } = readValidatingConfig();
    return {
      functions: createFunctions(tunableFunctions),
      journal: createJournal(runsTable),
      payloads: createPayloads(),
      powerValues,
    };
  },
  input: z.object({ run: runSchema, input: z.unknown() }),
  handle: (execution, services) => validateRun(services, execution),
});
