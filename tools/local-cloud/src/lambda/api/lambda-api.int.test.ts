import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda';
import { startLambdaApi, type TestLambdaApi } from '../testing/start-lambda-api.ts';

let test: TestLambdaApi;
let client: LambdaClient;

beforeAll(async () => {
  test = await startLambdaApi();
  ({ client } = test);
  await test.put(
    `export const handler = async (event, context) => {
      if (event.fail) throw new Error('no');
      return { event, custom: context.clientContext?.custom }; };`,
    { memorySizeMB: 512 },
  );
});

afterAll(() => test.stop());

describe('the REST API of Lambda', () => {
  it('invokes and returns the tail of the log', async () => {
    const answer = await client.send(
      new InvokeCommand({
        FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:worker:$LATEST',
        Payload: '{"a":1}',
        LogType: 'Tail',
        ClientContext: Buffer.from('{"custom":"x"}').toString('base64'),
      }),
    );

    expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(answer.Payload?.transformToString()).toBe('{"event":{"a":1},"custom":"x"}');
    expect(Buffer.from(answer.LogResult!, 'base64').toString()).toMatch(/\nREPORT RequestId: /);
  });

  it('marks a function error', async () => {
    const answer = await client.send(
      new InvokeCommand({ FunctionName: 'worker', Payload: '{"fail":true}' }),
    );

    expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
  });

  it('lists what becomes of asynchronous events', async () => {
    const list = () =>
      client.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName: 'worker' }));
    expect((await list()).FunctionEventInvokeConfigs).toEqual([]);
    test.lambda.putAsyncConfig({
      ...{ functionName: 'worker', maximumRetryAttempts: 1, maximumEventAgeS: 600 },
      onFailureArn: 'arn:aws:sqs:us-east-1:000000000000:failed',
    });
    expect((await list()).FunctionEventInvokeConfigs).toEqual([
      {
        FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker:$LATEST',
        ...{ MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 600 },
        DestinationConfig: {
          OnSuccess: {},
          OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:failed' },
        },
      },
    ]);
  });

  it.each([
    ['Event', 202],
    ['DryRun', 204],
  ] as const)('answers %s with %d', async (InvocationType, status) => {
    const answer = await client.send(new InvokeCommand({ FunctionName: 'worker', InvocationType }));

    expect(answer.StatusCode).toBe(status);
  });

  it('describes functions and triggers', async () => {
    await test.lambda.putEventSourceMapping({
      uuid: 'm',
      functionName: 'worker',
      queueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
      enabled: false,
      batchSize: 10,
      maximumBatchingWindowS: 0,
      filterPatterns: [],
      reportBatchItemFailures: true,
    });

    const list = await client.send(new ListFunctionsCommand({}));
    const configuration = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName: 'worker' }),
    );
    const mappings = await client.send(
      new ListEventSourceMappingsCommand({ FunctionName: 'worker' }),
    );

    expect(list.Functions).toHaveLength(1);
    expect(configuration).toMatchObject({ MemorySize: 512, Timeout: 20, State: 'Active' });
    expect(mappings.EventSourceMappings).toMatchObject([{ UUID: 'm', State: 'Disabled' }]);
  });

  it('sets the reserved concurrency', async () => {
    const FunctionName = 'worker';
    await client.send(
      new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }),
    );

    const read = await client.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    const throttled = client.send(new InvokeCommand({ FunctionName }));

    expect(read.ReservedConcurrentExecutions).toBe(0);
    await expect(throttled).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      $metadata: { httpStatusCode: 429 },
    });
  });

  it('leaves a hundred executions to functions that reserve none', async () => {
    const reserve = (ReservedConcurrentExecutions: number) =>
      client.send(
        new PutFunctionConcurrencyCommand({ FunctionName: 'worker', ReservedConcurrentExecutions }),
      );

    await expect(reserve(901)).rejects.toThrow(/below its minimum value of \[100\]/);
    await expect(reserve(900)).resolves.toMatchObject({ ReservedConcurrentExecutions: 900 });
  });

  it('names a function that is not there', async () => {
    await expect(client.send(new InvokeCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: expect.stringContaining('function:nobody'),
    });
  });

  it('names an operation that it does not support', async () => {
    await expect(
      client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'worker' })),
    ).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: expect.stringContaining('FunctionEventInvokeConfig'),
    });
  });
});
