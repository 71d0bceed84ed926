import { createPlainHandler, logger } from '@acado/powertools';
import * as z from 'zod/mini';
import { endRun, outcomeOf } from '../../domain/end-run.ts';
import { changingServices } from '../changing-services.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';
import { executionEndedSchema } from './execution-ended.ts';

const failureSchema = z.object({ Error: z.string(), Cause: z.optional(z.string()) });
const analysisSchema = z.record(z.string(), z.unknown());

/** What the states of a run left behind. */
const stateSchema = z.extend(tunedFunctionSchema, {
  lambdaARN: z.optional(z.string()),
  analysed: z.optional(z.object({ analysis: z.nullable(analysisSchema) })),
  failure: z.optional(failureSchema),
  notApplied: z.optional(failureSchema),
});

export const handler = createPlainHandler({
  services: changingServices,
  input: z.union([executionEndedSchema, stateSchema]),
  handle: async (input, services) => {
    const deadline = Date.now() + services.timeToWork;
    if ('detail' in input) {
      const { name: id, executionArn: arn } = input.detail;
      for (const functionArn of await services.journal.functionsOf(id)) {
        const warnings = await endRun(services, { run: { id, arn }, functionArn }, deadline);
        logger.info('Run cleaned up', { run: id, functionArn, warnings });
      }
      return null;
    }
    const warnings = await endRun(services, input, deadline);
    return outcomeOf(input, { ...input, analysis: input.analysed?.analysis }, warnings);
  },
});
