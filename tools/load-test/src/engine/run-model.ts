import { runClosed } from './closed-model.ts';
import type { Load, Model, Remainder } from './model.ts';
import { runOpen } from './open-model.ts';

/** Makes the load that a model describes; ends when the last answer is there. */
export const runModel = (model: Model, load: Load): Promise<Remainder> =>
  model.type === 'closed' ? runClosed(model, load) : runOpen(model, load);
