import { ResourceNotFoundException as NoTable } from '@aws-sdk/client-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteFunctionCommand,
  type FunctionConfiguration,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  paginateListVersionsByFunction,
  ResourceNotFoundException as NoFunction,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand, ExecutionDoesNotExist, SFNClient } from '@aws-sdk/client-sfn';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { Configuration, Executions, Functions, Locks, Ports } from './ports.ts';

/** The services, by what the environment says. */
export const awsPorts = (stage: string, region: string): Ports => {
  const config = { region };
  return {
    functions: functionsOf(new LambdaClient(config)),
    locks: locksIn(
      DynamoDBDocumentClient.from(new DynamoDBClient(config)),
      `acado-power-tuner-${stage}-runs`,
    ),
    executions: executionsOf(new SFNClient(config)),
  };
};

const functionsOf = (lambda: LambdaClient): Functions => ({
  find: async (nameOrArn) => {
    try {
      const { FunctionArn } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: nameOrArn }),
      );
      return FunctionArn!.split(':').slice(0, 7).join(':');
    } catch (error) {
      if (error instanceof NoFunction) return undefined;
      throw error;
    }
  },
  latest: async (FunctionName) =>
    configurationOf(await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }))),
  versions: async (FunctionName) => {
    const found: Configuration[] = [];
    const pages = paginateListVersionsByFunction({ client: lambda }, { FunctionName });
    for await (const { Versions = [] } of pages)
      found.push(...Versions.filter(({ Version }) => Version !== '$LATEST').map(configurationOf));
    return found;
  },
  configure: async (FunctionName, { memoryMb, description, revisionId }) => {
    await lambda.send(
      new UpdateFunctionConfigurationCommand({
        ...{ FunctionName, MemorySize: memoryMb, Description: description, RevisionId: revisionId },
      }),
    );
  },
  changeArchitecture: async (FunctionName, { architecture, revisionId }) => {
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName }));
    const zip = await fetch(Code!.Location!);
    if (!zip.ok) throw new Error(`The code of ${FunctionName} can't be read: ${zip.status}`);
    await lambda.send(
      new UpdateFunctionCodeCommand({
        ...{ FunctionName, ZipFile: await zip.bytes(), RevisionId: revisionId },
        Architectures: [architecture],
      }),
    );
  },
  deleteVersion: async (FunctionName, Qualifier) => {
    await lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));
  },
});

const configurationOf = (configuration: FunctionConfiguration): Configuration => ({
  version: configuration.Version!,
  memoryMb: configuration.MemorySize!,
  architecture: configuration.Architectures?.[0] ?? 'x86_64',
  description: configuration.Description ?? '',
  revisionId: configuration.RevisionId!,
  isChanging: configuration.LastUpdateStatus === 'InProgress',
});

const lockSchema = z.looseObject({
  runId: z.string(),
  runArn: z.string(),
  original: z
    .object({
      memoryMb: z.number(),
      architecture: z.enum(['x86_64', 'arm64']),
      description: z.string(),
    })
    .optional(),
});

/** Without the tuner's stack there is no table, and so no lock. */
const locksIn = (dynamodb: DynamoDBDocumentClient, TableName: string): Locks => ({
  find: async (functionArn) => {
    try {
      const { Item } = await dynamodb.send(
        new GetCommand({ TableName, Key: { functionArn, entry: 'lock' }, ConsistentRead: true }),
      );
      if (!Item) return undefined;
      const { runId, runArn, original } = lockSchema.parse(Item);
      return { runId, executionArn: runArn, original };
    } catch (error) {
      if (error instanceof NoTable) return undefined;
      throw error;
    }
  },
  remove: async (functionArn, runId) => {
    await dynamodb.send(
      new DeleteCommand({
        ...{ TableName, Key: { functionArn, entry: 'lock' } },
        // Another run may have taken it meanwhile.
        ConditionExpression: 'attribute_not_exists(entry) OR runId = :run',
        ExpressionAttributeValues: { ':run': runId },
      }),
    );
  },
});

const executionsOf = (states: SFNClient): Executions => ({
  isRunning: async (executionArn) => {
    try {
      const { status } = await states.send(new DescribeExecutionCommand({ executionArn }));
      return status === 'RUNNING';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  },
});
