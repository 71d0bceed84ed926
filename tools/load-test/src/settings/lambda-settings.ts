import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
  LambdaClient,
  type LambdaClientConfig,
  PutFunctionConcurrencyCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { CommandError } from '@acado/command-line';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChangedMeanwhile } from './changed-meanwhile.ts';
import type { FunctionState, LambdaSettings } from './settings.ts';

const LOOK_MS = 200;
const UPDATE_MS = 300_000;

/** Lambda's API. Errors of AWS are passed on, but for those that have a meaning of their own here. */
export function lambdaSettings(config: LambdaClientConfig): LambdaSettings & { close(): void } {
  const client = new LambdaClient({ maxAttempts: 5, ...config });

  const configuration = (FunctionName: string): Promise<GetFunctionConfigurationCommandOutput> =>
    orNotFound(FunctionName, () =>
      client.send(new GetFunctionConfigurationCommand({ FunctionName })),
    );

  const settled = async (name: string): Promise<GetFunctionConfigurationCommandOutput> => {
    for (const deadline = Date.now() + UPDATE_MS; ; await sleep(LOOK_MS)) {
      const found = await configuration(name);
      const { LastUpdateStatus: status = 'Successful' } = found;
      if (status === 'Successful' && found.State !== 'Pending') return found;
      if (status === 'Failed')
        throw new CommandError(`${name}: the update failed: ${found.LastUpdateStatusReason}`, 1);
      if (Date.now() > deadline) throw new CommandError(`${name}: the update does not end`, 1);
    }
  };

  return {
    read: async (name) => {
      const found = await settled(name);
      const { ReservedConcurrentExecutions } = await client.send(
        new GetFunctionConcurrencyCommand({ FunctionName: name }),
      );
      return stateOf(name, found, ReservedConcurrentExecutions);
    },
    setMemory: async (name, memoryMb, revisionId) => {
      const command = new UpdateFunctionConfigurationCommand({
        ...{ FunctionName: name, MemorySize: memoryMb, RevisionId: revisionId },
      });
      await orChanged(name, () => client.send(command));
      return (await settled(name)).RevisionId ?? '';
    },
    reserve: async (name, executions) => {
      const FunctionName = name;
      if (executions === null)
        await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
      else
        await client.send(
          new PutFunctionConcurrencyCommand({
            FunctionName,
            ReservedConcurrentExecutions: executions,
          }),
        );
    },
    close: () => client.destroy(),
  };
}

function stateOf(
  name: string,
  found: GetFunctionConfigurationCommandOutput,
  reserved: number | undefined,
): FunctionState {
  const { FunctionArn, MemorySize, RevisionId, LoggingConfig } = found;
  if (FunctionArn === undefined || MemorySize === undefined || RevisionId === undefined)
    throw new CommandError(`${name}: Lambda says nothing of its memory`, 1);
  return {
    ...{ name, arn: FunctionArn, memoryMb: MemorySize, revisionId: RevisionId },
    architecture: found.Architectures?.[0] === 'arm64' ? 'arm64' : 'x86_64',
    reservedConcurrency: reserved ?? null,
    logGroup: LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    logFormat: LoggingConfig?.LogFormat === 'JSON' ? 'JSON' : 'Text',
  };
}

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof Error && error.name === name;

async function orNotFound<Result>(name: string, call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!isNamed(error, 'ResourceNotFoundException')) throw error;
    throw new CommandError(`There is no function ${name}: is it deployed, and in this region?`);
  }
}

async function orChanged(name: string, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    if (isNamed(error, 'PreconditionFailedException')) throw new ChangedMeanwhile(name);
    if (isNamed(error, 'ResourceConflictException'))
      throw new CommandError(`${name} is being updated by somebody else: try again later`, 1);
    throw error;
  }
}
