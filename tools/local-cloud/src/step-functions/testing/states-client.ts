import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { MACHINE_ARN } from './machine-service.ts';

/** Uses a cloud as AWS's own SDK does. */
export const createStatesClient = (endpoint: string) => {
  const credentials = { accessKeyId: 'me', secretAccessKey: 'secret' };
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });

  const describe = (executionArn: string) =>
    client.send(new DescribeExecutionCommand({ executionArn }));

  return {
    client,
    describe,
    /** The ARN of a new execution. */
    start: async (input: unknown = {}, name?: string): Promise<string> => {
      const { executionArn = '' } = await client.send(
        new StartExecutionCommand({
          ...{ stateMachineArn: MACHINE_ARN, name, input: JSON.stringify(input) },
        }),
      );
      return executionArn;
    },
    /** How an execution ended. @throws Error when it has not within 20 s */
    ended: async (executionArn: string): Promise<DescribeExecutionCommandOutput> => {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const execution = await describe(executionArn);
        if (execution.status !== 'RUNNING') return execution;
        if (Date.now() > deadline) throw new Error(`${executionArn} does not end`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    types: async (executionArn: string): Promise<(string | undefined)[]> => {
      const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      return events.map(({ type }) => type);
    },
  };
};
