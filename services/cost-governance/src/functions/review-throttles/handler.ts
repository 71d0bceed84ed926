import { createPlainHandler } from '@acado/powertools';
import * as z from 'zod/mini';
import { review } from '../../domain/review.ts';
import { guardServices } from '../guard-services.ts';

export const handler = createPlainHandler({
  services: guardServices,
  // The schedule's event says nothing that matters.
  input: z.unknown(),
  handle: (_event, guard) => review(guard),
});
