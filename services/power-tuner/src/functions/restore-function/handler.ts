import { createPlainHandler } from '@acado/powertools';
import { restoreBeforeMeasuring } from '../../domain/restore-before-measuring.ts';
import { changingServices } from '../changing-services.ts';
import { tunedFunctionSchema } from '../tuned-function.ts';

export const handler = createPlainHandler({
  services: changingServices,
  input: tunedFunctionSchema,
  handle: (tuned, services) =>
    restoreBeforeMeasuring(services, tuned, Date.now() + services.timeToWork),
});
