import { createPlainHandler } from '@acado/powertools';
import { createJournal } from '../../adapters/dynamodb-journal.ts';
import { systemClock } from '../../adapters/system-clock.ts';
import { readConfig } from '../../config.ts';
import { analyseRun } from '../../domain/analyse-run.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

export const handler = createPlainHandler({
  services: () => {
    const { region, runsTable } = readConfig();
    const journal = createJournal(runsTable);
    return { journal, clock: systemClock, region };
  },
  input: tunedFunctionSchema,
  handle: (tuned, services) => analyseRun(services, tuned),
});
