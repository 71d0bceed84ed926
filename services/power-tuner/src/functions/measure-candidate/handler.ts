import { createPlainHandler } from '@acado/powertools';
import * as z from 'zod/mini';
import { createJournal } from '../../adapters/dynamodb-journal.ts';
import { createFunctions } from '../../adapters/lambda-functions.ts';
import { createInvoker } from '../../adapters/lambda-invoker.ts';
import { createPayloads } from '../../adapters/s3-payloads.ts';
import { systemClock } from '../../adapters/system-clock.ts';
import { readMeasuringConfig } from '../../config.ts';
import { measureCandidate } from '../../domain/measure-candidate.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

const count = z.int().check(z.positive());

export const handler = createPlainHandler({
  services: () => {
    const { patience, runsTable, timeToWork, tunableFunctions } = readMeasuringConfig();
    return {
      functions: createFunctions(tunableFunctions),
      invoker: createInvoker(tunableFunctions),
      journal: createJournal(runsTable),
      payloads: createPayloads(),
      clock: systemClock,
      random: Math.random,
      patience,
      timeToWork,
    };
  },
  input: z.extend(tunedFunctionSchema, {
    candidateId: z.string(),
    samples: count,
    parallel: count,
  }),
  handle: (toMeasure, services) =>
    measureCandidate(services, toMeasure, Date.now() + services.timeToWork),
});
