import { CommandError } from '@acado/command-line';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  paginateListStateMachines,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createJournal, type Journal } from './journal.ts';

/** How an execution stands. */
export interface Execution {
  isRunning: boolean;
  /** JSON; of one that succeeded. */
  output?: string | undefined;
  /** Of one that did not, such as `InvalidInput`. */
  error?: string | undefined;
  cause?: string | undefined;
}

/** The deployed power tuner, on AWS or on the local cloud. */
export interface Tuner {
  /** Unqualified ARN of a function beside the tuner. */
  arnOf: (functionName: string) => string;
  /** @returns The ARN of the execution. */
  start: (name: string, input: unknown) => Promise<string>;
  describe: (executionArn: string) => Promise<Execution>;
  stop: (executionArn: string, cause: string) => Promise<void>;
  /** Invokes a function once. @returns Its answer, in JSON. @throws {CommandError} If it fails. */
  invoke: (functionName: string, payload: string) => Promise<string>;
  journal: Journal;
}

/** What the SDK's clients are made with. */
export interface ClientConfig {
  region: string;
  endpoint?: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/**
 * Finds the power tuner of a stage.
 *
 * @throws {CommandError} If it is not deployed.
 */
export async function findTuner(stage: string, config: ClientConfig): Promise<Tuner> {
  const states = new SFNClient(config);
  const lambda = new LambdaClient(config);
  const name = `acado-power-tuner-${stage}-tune`;
  const stateMachineArn = await arnOfStateMachine(states, name);
  if (stateMachineArn === undefined)
    throw new CommandError(
      `There is no state machine ${name} in ${config.region}: deploy it with npx nx deploy power-tuner --stage ${stage}`,
    );
  // arn:aws:states:<region>:<account>:stateMachine:<name>
  const [, partition, , region, account] = stateMachineArn.split(':');

  return {
    arnOf: (functionName) =>
      `arn:${partition}:lambda:${region}:${account}:function:${functionName}`,
    start: async (execution, input) => {
      const started = await states.send(
        new StartExecutionCommand({
          stateMachineArn,
          name: execution,
          input: JSON.stringify(input),
        }),
      );
      return started.executionArn!;
    },
    describe: async (executionArn) => {
      const { status, output, error, cause } = await states.send(
        new DescribeExecutionCommand({ executionArn }),
      );
      const isRunning = status === 'RUNNING';
      const ended = isRunning || status === 'SUCCEEDED' ? undefined : (error ?? status);
      return { isRunning, output, error: ended, cause };
    },
    stop: async (executionArn, cause) => {
      await states.send(new StopExecutionCommand({ executionArn, error: 'Stopped', cause }));
    },
    invoke: async (functionName, payload) => {
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(payload) }),
      );
      const answer = Buffer.from(Payload ?? []).toString();
      if (FunctionError !== undefined)
        throw new CommandError(`${functionName} failed: ${answer}`, 1);
      return answer;
    },
    journal: createJournal(
      DynamoDBDocumentClient.from(new DynamoDBClient(config)),
      `acado-power-tuner-${stage}-runs`,
    ),
  };
}

async function arnOfStateMachine(states: SFNClient, name: string): Promise<string | undefined> {
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: states }, {})) {
    const found = stateMachines.find((one) => one.name === name);
    if (found) return found.stateMachineArn;
  }
  return undefined;
}
