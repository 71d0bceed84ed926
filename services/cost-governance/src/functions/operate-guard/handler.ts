import { createPlainHandler } from '@acado/powertools';
import * as z from 'zod/mini';
import { FunctionGone } from '../../domain/errors.ts';
import type { Guard } from '../../domain/guard.ts';
import { type Answer, restoreNow, tellStatus, throttleNow } from '../../domain/operate.ts';
import { guardServices } from '../guard-services.ts';

const functionName = z.string().check(z.minLength(1), z.maxLength(64));

const commandSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('status'), function: z.optional(functionName) }),
  z.strictObject({ action: z.literal('restore'), function: functionName }),
  z.strictObject({ action: z.literal('throttle'), function: functionName }),
]);

const act = (guard: Guard, command: z.infer<typeof commandSchema>): Promise<Answer> => {
  if (command.action === 'restore') return restoreNow(guard, command.function);
  if (command.action === 'throttle') return throttleNow(guard, command.function);
  return tellStatus(guard, command.function);
};

export const handler = createPlainHandler({
  services: guardServices,
  input: commandSchema,
  handle: async (command, guard) => {
    try {
      return await act(guard, command);
    } catch (error) {
      if (!(error instanceof FunctionGone)) throw error;
      return { done: false, says: error.message, incidents: [] };
    }
  },
});
