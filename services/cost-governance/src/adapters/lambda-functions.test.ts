import {
  InvalidParameterValueException,
  LambdaClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { createFunctions } from './lambda-functions.ts';

const $metadata = {};

/** Lambda that answers a command, or fails. */
const aLambda = (answers: Record<string, object | Error>) => {
  const called: unknown[] = [];
  const client = new LambdaClient({ region: 'us-east-1' });
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      ({ input }) => {
        const operation = commandName.replace(/Command$/, '');
        called.push({ operation, ...input });
        const answer = answers[operation] ?? {};
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ output: { $metadata, ...answer }, response: {} });
      },
    { step: 'initialize', priority: 'high' },
  );
  return { functions: createFunctions(client), called };
};

describe('createFunctions', () => {
  it('tells no reservation from a reservation of 0', async () => {
    const none = aLambda({ GetFunctionConcurrency: {} });
    const zero = aLambda({ GetFunctionConcurrency: { ReservedConcurrentExecutions: 0 } });
    expect(await none.functions.reservation('shop')).toBeNull();
    expect(await zero.functions.reservation('shop')).toBe(0);
  });

  it('takes a reservation back by deleting it', async () => {
    const { functions, called } = aLambda({});
    await functions.reserve('shop', null);
    await functions.reserve('shop', 0);
    expect(called).toEqual([
      { operation: 'DeleteFunctionConcurrency', FunctionName: 'shop' },
      {
        operation: 'PutFunctionConcurrency',
        FunctionName: 'shop',
        ReservedConcurrentExecutions: 0,
      },
    ]);
  });

  it('counts a mapping that is about to read as enabled', async () => {
    const EventSourceMappings = ['Enabled', 'Enabling', 'Disabling', 'Disabled'].map((State) => ({
      UUID: State,
      State,
    }));
    const { functions } = aLambda({ ListEventSourceMappings: { EventSourceMappings } });
    const mappings = await functions.mappings('shop');
    expect(mappings.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual([
      'Enabled',
      'Enabling',
    ]);
  });

  it('names a function that is gone', async () => {
    const gone = new ResourceNotFoundException({ $metadata, message: 'Function not found' });
    const { functions } = aLambda({ GetFunctionConcurrency: gone, UpdateEventSourceMapping: gone });
    await expect(functions.reservation('shop')).rejects.toMatchObject({ name: 'FunctionGone' });
    await expect(functions.switchMapping('m', true)).resolves.toBeUndefined();
  });

  it('knows when others would have too few executions', async () => {
    const refused = new InvalidParameterValueException({
      $metadata,
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    const { functions } = aLambda({ PutFunctionConcurrency: refused });
    await expect(functions.reserve('shop', 5)).rejects.toMatchObject({
      name: 'ReservationRefused',
    });
  });
});
