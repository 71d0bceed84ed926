import { createPlainHandler } from '@acado/powertools';
import * as z from 'zod/mini';
import { publishVersions } from '../../domain/publish-version.ts';
import { changingServices } from '../changing-services.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

export const handler = createPlainHandler({
  services: changingServices,
  input: z.extend(tunedFunctionSchema, {
    candidateId: z.string(),
    copies: z.int().check(z.positive()),
  }),
  handle: (toPublish, services) =>
    publishVersions(services, toPublish, Date.now() + services.timeToWork),
});
