import type { Context } from 'aws-lambda';
import type { $ZodType, output } from 'zod/v4/core';
import { instrumented } from '../middleware.ts';
import { once } from '../once.ts';
import { summarise, validate } from '../validate.ts';

/** The input of a plain invocation fails its schema. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly code = 'INVALID_INPUT';
}

/** What a handler for direct, scheduled or state-machine invocations is made of. */
export interface PlainHandlerOptions<Services, Input extends $ZodType, Output> {
  /** Builds what the handler needs (clients, stores); runs once per execution environment, at its first valid input. */
  services: () => Services | Promise<Services>;
  input: Input;
  handle: (input: output<Input>, services: Services) => Promise<Output> | Output;
}

/**
 * Makes the Lambda handler of a plain invocation. Errors are thrown on, because the caller (a state machine, the
 * asynchronous queue with its retries) decides by them; the runtime logs them, so they are not logged twice.
 *
 * @throws {InvalidInput} naming the fields that fail the schema.
 *
 * @example
 * export const handler = createPlainHandler({
 *   services: () => ({ lambda: new LambdaClient() }),
 *   input: z.object({ functionName: z.string() }),
 *   handle: async ({ functionName }, { lambda }) => describe(lambda, functionName),
 * });
 */
export function createPlainHandler<Services, Input extends $ZodType, Output>(
  options: PlainHandlerOptions<Services, Input, Output>,
): (event: unknown, context: Context) => Promise<Output> {
  const services = once(options.services);
  const stack = instrumented<unknown, Output>();
  stack.handler(async (event: unknown) => {
    const { data, errors } = validate(options.input, event, 'input');
    if (errors) throw new InvalidInput(summarise(errors));
    return options.handle(data, await services());
  });
  return (event, context) => stack(event, context);
}
