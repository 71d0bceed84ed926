import {
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { awsClients, scanAll } from './aws.ts';
import { eventually } from './eventually.ts';
import { resourceOf } from './outputs.ts';
import { freePort, startSystem, type System } from './system.ts';

const FUNCTION = 'acado-crud-api-local-getStatus';
const credentials = { accessKeyId: 'developer', secretAccessKey: 'developer' };

describe('a run whose world ends', () => {
  let system: System | undefined;

  afterAll(async () => {
    if (!system) return;
    await system.stop();
    rmSync(system.folder, { recursive: true, force: true });
  });

  it('is cleaned up when the world is back', async () => {
    const port = await freePort();
    system = await startSystem({ port });
    const config = { endpoint: system.outputs.awsEndpoint, region: 'us-east-1', credentials };
    const states = new SFNClient(config);
    const lambda = new LambdaClient(config);
    const configuration = () =>
      lambda.send(new GetFunctionConfigurationCommand({ FunctionName: FUNCTION }));
    const before = await configuration();
    const { executionArn } = await states.send(
      new StartExecutionCommand({
        stateMachineArn: resourceOf(system.outputs, 'power-tuner', 'TuneStateMachine'),
        input: JSON.stringify({
          lambdaARN: before.FunctionArn,
          num: 5,
          powerValues: [128, 256, 768, 1024],
        }),
      }),
    );
    await eventually(
      'a version is published',
      async () => {
        const { events = [] } = await states.send(
          new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
        );
        return events.some((it) => it.stateEnteredEventDetails?.name === 'Published') || undefined;
      },
      { intervalMs: 10 },
    );
    system.process.kill('SIGKILL');
    await once(system.process, 'exit');

    system = await startSystem({ port });
    const { status } = await states.send(new DescribeExecutionCommand({ executionArn }));
    expect(status).toBe('FAILED');
    const clients = awsClients(system.outputs);
    await eventually('nothing is left', async () => {
      const runs = await scanAll(clients, 'acado-power-tuner-local-runs');
      expect(runs.filter(({ entry }) => entry === 'lock')).toEqual([]);
      const { MemorySize, Description } = await configuration();
      expect([MemorySize, Description]).toEqual([before.MemorySize, before.Description]);
      const command = new ListVersionsByFunctionCommand({ FunctionName: FUNCTION });
      expect((await lambda.send(command)).Versions).toHaveLength(1);
      return true;
    });
    for (const client of [states, lambda]) client.destroy();
  });
});
