import { createPlainHandler } from '@acado/powertools';
import { createJournal } from '../../adapters/dynamodb-journal.ts';
import { readConfig } from '../../config.ts';
import { planNext } from '../../domain/plan-next.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

export const handler = createPlainHandler({
  services: () => ({ journal: createJournal(readConfig().runsTable) }),
  input: tunedFunctionSchema,
  handle: (tuned, services) => planNext(services, tuned),
});
