import { createPlainHandler } from '@acado/powertools';
import * as z from 'zod/mini';
import { applyResult } from '../../domain/apply-result.ts';
import { changingServices } from '../changing-services.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

const recommendation = z.object({
  memoryMb: z.int().check(z.positive()),
  architecture: z.enum(['x86_64', 'arm64']),
});

export const handler = createPlainHandler({
  services: changingServices,
  input: z.extend(tunedFunctionSchema, {
    analysed: z.object({ analysis: z.object({ recommendation }) }),
  }),
  handle: ({ analysed, ...tuned }, services) => {
    const deadline = Date.now() + services.timeToWork;
    return applyResult(services, tuned, analysed.analysis.recommendation, deadline);
  },
});
