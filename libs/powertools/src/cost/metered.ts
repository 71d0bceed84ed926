import { attemptUnits } from './attempt-units.ts';
import { countCall, isCounting } from './invocation.ts';
import { field } from './units.ts';

/** As generic as this, it fits the stack of any client. */
type Middleware = <Args extends { input: object }, Result extends { output: unknown }>(
  next: (args: Args) => Promise<Result>,
  context: unknown,
) => (args: Args) => Promise<Result>;

/** What every client of the AWS SDK has, as far as it is needed here. */
export interface SdkClient {
  middlewareStack: {
    add(middleware: Middleware, options: { name: string; step: 'initialize' }): void;
    addRelativeTo(
      middleware: Middleware,
      options: { name: string; relation: 'after'; toMiddleware: string },
    ): void;
  };
}

const CAPACITY_COMMANDS = /(Items?|Query|Scan|Statement|Transaction)Command$/;

const text = (context: unknown, name: string): string => String(field(context, name));

/** AWS bills no attempt that it failed itself. */
const isAnswered = (error: unknown): boolean => {
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' && status < 500;
};

const askForCapacity: Middleware = (next, context) => (args) =>
  isCounting() &&
  text(context, 'clientName') === 'DynamoDBClient' &&
  CAPACITY_COMMANDS.test(text(context, 'commandName'))
    ? next({ ...args, input: { ReturnConsumedCapacity: 'TOTAL', ...args.input } })
    : next(args);

const countAttempt: Middleware = (next, context) => async (args) => {
  if (!isCounting()) return next(args);
  const service = text(context, 'clientName')
    .replace(/Client$/, '')
    .toLowerCase();
  const operation = text(context, 'commandName').replace(/Command$/, '');
  const count = (outcome: { output?: unknown; error?: unknown }): void =>
    countCall(service, attemptUnits(service, { operation, input: args.input, ...outcome }));
  try {
    const result = await next(args);
    count({ output: result.output });
    return result;
  } catch (error) {
    if (isAnswered(error)) count({ error });
    throw error;
  }
};

/**
 * Makes the calls of an AWS SDK client part of the invocation's cost: every attempt that AWS answers is counted, retries
 * too, with the capacity that DynamoDB says it consumed. Call it once for each client; it costs next to nothing in an
 * invocation that is not sampled.
 *
 * @returns The same client.
 *
 * @example
 * const eventBridge = metered(new EventBridgeClient());
 */
export const metered = <Client extends SdkClient>(client: Client): Client => {
  client.middlewareStack.add(askForCapacity, { name: 'askForCapacity', step: 'initialize' });
  client.middlewareStack.addRelativeTo(countAttempt, {
    name: 'countAttempt',
    relation: 'after',
    toMiddleware: 'retryMiddleware',
  });
  return client;
};
