import type { SdkClient } from '@acado/powertools';
import { ServiceUnavailable } from '../domain/errors.ts';

const NETWORK = /\b(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|TimeoutError|NetworkingError)\b/;

const THROTTLED =
  /^(ProvisionedThroughputExceeded|Throttling)Exception$|^(RequestLimitExceeded|SlowDown)$/;

const textOf = (value: unknown, key: string): string =>
  typeof value === 'object' && value !== null && key in value
    ? String((value as Record<string, unknown>)[key])
    : '';

/** Whether another try may succeed although the client's own did not: the service's fault, or the network's. */
const isTransient = (error: unknown): boolean =>
  textOf(error, '$fault') === 'server' ||
  THROTTLED.test(textOf(error, 'name')) ||
  ['code', 'name', 'message'].some((key) => NETWORK.test(textOf(error, key)));

/** A client whose last resort is the state machine's `Retry`. */
export function resilient<Client extends SdkClient>(client: Client): Client {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        if (!isTransient(error)) throw error;
        const text = `${textOf(error, 'name')}: ${textOf(error, 'message')}`;
        throw new ServiceUnavailable(text, { cause: error });
      }
    },
    { name: 'resilient', step: 'initialize' },
  );
  return client;
}
