import {
  GetFunctionConfigurationCommand,
  InvokeCommand,
  type InvokeCommandInput,
  type LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
  waitUntilFunctionUpdatedV2,
  waitUntilPublishedVersionActive,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { startLambdaApi, type TestLambdaApi } from './start-lambda-api.ts';

/** The function that is changed. */
export const FunctionName = 'worker';
export const arn = 'arn:aws:lambda:us-east-1:000000000000:function:worker';
/** Packages by bucket and key. */
export const objects = new Map<string, Uint8Array>();

/** The same bytes for the same answer, whenever they are made. */
const mtime = '2026-01-01';
export const zipOf = (answer: string): Uint8Array =>
  zipSync(
    {
      'index.mjs': strToU8(`export const handler = async () => ${JSON.stringify(answer)};`),
    },
    { mtime },
  );

/** A function named worker behind Lambda's API, anew for each test of a file, and what tests do with it. */
export function testedFunction() {
  let test: TestLambdaApi;
  let client: LambdaClient;
  let waiting: Parameters<typeof waitUntilFunctionUpdatedV2>[0];

  beforeEach(async () => {
    test = await startLambdaApi({
      maxMemoryMb: 3008,
      readObject: (bucket, key) => {
        const found = objects.get(`${bucket}/${key}`);
        return found ? Promise.resolve(found) : Promise.reject(new Error('no such key'));
      },
    });
    ({ client } = test);
    waiting = { client, minDelay: 0.02, maxDelay: 0.02, maxWaitTime: 10 };
    await test.put(
      `export const handler = async (_event, { functionVersion, memoryLimitInMB, invokedFunctionArn, logStreamName }) =>
        ({ pid: process.pid, version: process.env.AWS_LAMBDA_FUNCTION_VERSION, functionVersion, memoryLimitInMB,
           invokedFunctionArn, logStreamName, mode: process.env.MODE });`,
      { memorySizeMB: 512 },
    );
  });
  afterEach(() => test.stop());

  const update = async (
    change: Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'>,
  ): Promise<void> => {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...change }));
    await waitUntilFunctionUpdatedV2(waiting, { FunctionName });
  };

  const publish = async (Description?: string): Promise<string> => {
    const { Version = '' } = await client.send(
      new PublishVersionCommand({ FunctionName, Description }),
    );
    await waitUntilPublishedVersionActive(waiting, { FunctionName, Qualifier: Version });
    return Version;
  };

  const publishWith = async (MemorySize: number): Promise<string> => {
    await update({ MemorySize });
    return publish();
  };

  const invoke = async (input: Partial<InvokeCommandInput> = {}) => {
    const answer = await client.send(
      new InvokeCommand({ FunctionName, LogType: 'Tail', ...input }),
    );
    return {
      executed: answer.ExecutedVersion,
      log: Buffer.from(answer.LogResult ?? '', 'base64').toString(),
      body: JSON.parse(answer.Payload?.transformToString() ?? '') as Record<string, string>,
    };
  };

  const configuration = (Qualifier?: string) =>
    client.send(new GetFunctionConfigurationCommand({ FunctionName, Qualifier }));

  return {
    get client() {
      return client;
    },
    get test() {
      return test;
    },
    get waiting() {
      return waiting;
    },
    ...{ update, publish, publishWith, invoke, configuration },
  };
}
