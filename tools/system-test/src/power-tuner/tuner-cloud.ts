import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCloud } from '@acado/local-cloud';
import { aFunction, aRole, writePackage } from '@acado/local-cloud/testing';
import {
  type FunctionConfiguration,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { eventually } from '../eventually.ts';

/** Does what its event says: works for a while, or throws. */
const CODE = `
exports.handler = async (event) => {
  const memory = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE);
  if (event?.fail || memory < (event?.failBelow ?? 0)) throw new TypeError('no such thing');
  const end = Date.now() + (event?.ms ?? 2);
  while (Date.now() < end);
  return { memory };
};`;

const REGION = 'us-east-1';
const ACCOUNT = '000000000000';
const MACHINE = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:acado-power-tuner-local-tune`;
const TABLE = 'acado-power-tuner-local-runs';

export const arnOfFunction = (name: string): string =>
  `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;

const functionsToTune = {
  Role: aRole('tuned-role'),
  Shop: aFunction('acado-tuned-local-shop', 'shop.zip', { MemorySize: 512, Description: 'Sells' }),
  Single: aFunction('acado-tuned-local-single', 'shop.zip', {
    MemorySize: 512,
    Timeout: 60,
    ReservedConcurrentExecutions: 1,
  }),
  Foreign: aFunction('foreign', 'shop.zip', {}),
};

/** A cloud with the packaged tuner and functions to tune. */
export async function startTunerCloud() {
  const directory = mkdtempSync(join(tmpdir(), 'tuner-'));
  const tuned = writePackage(directory, {
    name: 'acado-tuned',
    folder: 'tuned',
    resources: functionsToTune,
    code: { 'shop.zip': CODE },
  });
  const tuner = join(import.meta.dirname, '../../../../services/power-tuner');
  const logged: string[] = [];
  const cloud = await createCloud({
    services: [tuner, tuned],
    directory,
    maxMemoryMb: 3008,
    onLogLine: (logGroup, line) => void (logGroup.includes('power-tuner') && logged.push(line)),
  });
  const config = {
    endpoint: cloud.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
  };
  const lambda = new LambdaClient(config);
  const states = new SFNClient(config);
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient(config));

  const start = async (input: unknown): Promise<string> => {
    const command = new StartExecutionCommand({
      stateMachineArn: MACHINE,
      input: JSON.stringify(input),
    });
    return (await states.send(command)).executionArn!;
  };
  const ended = (executionArn: string): Promise<DescribeExecutionOutput> =>
    eventually(
      'the execution has ended',
      async () => {
        const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
        return execution.status === 'RUNNING' ? undefined : execution;
      },
      { timeoutMs: 120_000 },
    );
  const historyOf = async (executionArn: string): Promise<HistoryEvent[]> => {
    const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
    return (await states.send(command)).events ?? [];
  };
  const statesEntered = async (executionArn: string): Promise<string[]> =>
    (await historyOf(executionArn)).flatMap((event) => event.stateEnteredEventDetails?.name ?? []);

  return {
    cloud,
    lambda,
    /** What the tuner's functions logged. */
    logged,
    start,
    ended,
    statesEntered,
    tune: async (input: unknown) => ended(await start(input)),
    enters: (executionArn: string, state: string) =>
      eventually(
        `the execution enters ${state}`,
        async () => ((await statesEntered(executionArn)).includes(state) ? true : undefined),
        { intervalMs: 10 },
      ),
    /** Whether an invocation of a task has failed, whatever came of that. */
    hasFailedTask: async (executionArn: string): Promise<boolean> =>
      (await historyOf(executionArn)).some(({ type }) => type === 'LambdaFunctionFailed'),
    abort: (executionArn: string) => states.send(new StopExecutionCommand({ executionArn })),
    configuration: (name: string): Promise<FunctionConfiguration> =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
    versions: async (name: string): Promise<FunctionConfiguration[]> => {
      const command = new ListVersionsByFunctionCommand({ FunctionName: name });
      const { Versions = [] } = await lambda.send(command);
      return Versions.filter(({ Version }) => Version !== '$LATEST');
    },
    locks: async (): Promise<unknown[]> => {
      const { Items = [] } = await documents.send(new ScanCommand({ TableName: TABLE }));
      return Items.filter(({ entry }) => entry === 'lock');
    },
    stop: async () => {
      for (const client of [lambda, states, documents]) client.destroy();
      await cloud.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export type TunerCloud = Awaited<ReturnType<typeof startTunerCloud>>;
