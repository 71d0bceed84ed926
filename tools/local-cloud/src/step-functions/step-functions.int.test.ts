import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateActivityCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  StartExecutionCommand,
  StopExecutionCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { GetMetricStatisticsCommand, CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { type Cloud, createCloud } from '../cloud.ts';
import { eventually } from '../events/testing.ts';
import { aRole } from '../testing/resources.ts';
import { INVOKE, MACHINE, MACHINE_ARN, packageMachine } from './testing/machine-service.ts';
import { createStatesClient } from './testing/states-client.ts';

/** Does with the function what the input says: by its ARN, or by `lambda:invoke`. */
const task = (Resource: string, more: object = {}) => ({
  Type: 'Task',
  Resource,
  End: true,
  ...more,
});
const definition = {
  StartAt: 'How',
  States: {
    How: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.how', IsPresent: false, Next: 'Call' },
        { Variable: '$.how', StringEquals: 'invoke', Next: 'Invoke' },
        { Variable: '$.how', StringEquals: 'elsewhere', Next: 'Elsewhere' },
        { Variable: '$.how', StringEquals: 'wait', Next: 'Wait' },
        { Variable: '$.how', StringEquals: 'map', Next: 'Map' },
      ],
      Default: 'Call',
    },
    Call: task('${Worker}'),
    Invoke: task(INVOKE, { Parameters: { FunctionName: '${Worker}', 'Payload.$': '$' } }),
    Elsewhere: task(INVOKE, { Parameters: { 'FunctionName.$': '$.name' } }),
    Wait: { Type: 'Wait', Seconds: 3600, End: true },
    Map: {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrencyPath: '$.max',
      ItemProcessor: { StartAt: 'Each', States: { Each: task('${Worker}') } },
      End: true,
    },
  },
};

/** A rule of the default bus that tells the function of every status but RUNNING. */
const notices = {
  EndRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: {
        source: ['aws.states'],
        detail: { stateMachineArn: [{ Ref: 'Machine' }], status: [{ 'anything-but': 'RUNNING' }] },
      },
      Targets: [{ Id: 'worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }],
    },
  },
  EndPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Worker' },
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['EndRule', 'Arn'] },
    },
  },
  ClosedRole: aRole('machine-closed-role'),
};

describe('Step Functions', () => {
  let directory: string;
  let tally: string;
  let cloud: Cloud;
  let states: ReturnType<typeof createStatesClient>;
  const reports: string[] = [];

  const invocations = () => {
    try {
      const lines = readFileSync(tally, 'utf8').trim().split('\n');
      return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    } catch {
      return [];
    }
  };
  const send = (input: Partial<ConstructorParameters<typeof StartExecutionCommand>[0]>) =>
    states.client.send(new StartExecutionCommand({ stateMachineArn: MACHINE_ARN, ...input }));

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'step-functions-'));
    tally = join(directory, 'tally');
    const Tags = [{ Key: 'team', Value: 'orders' }];
    cloud = await createCloud({
      services: [
        packageMachine(directory, { definition, tally, more: notices, properties: { Tags } }),
      ],
      directory,
      report: (level, source, message) => void reports.push(`${level} ${source}: ${message}`),
    });
    states = createStatesClient(cloud.endpoint);
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });
  afterEach(() => expect(reports.splice(0)).toEqual([]));

  it('is among the outputs by its ARN', () => {
    expect(cloud.outputs().services.machine?.resources.Machine).toBe(MACHINE_ARN);
  });

  it.each([
    ['by its ARN', {}, { did: 'a' }],
    [
      'by lambda:invoke',
      { how: 'invoke' },
      {
        ...{ ExecutedVersion: '$LATEST', Payload: { did: 'a' }, StatusCode: 200 },
        SdkResponseMetadata: { RequestId: expect.any(String) as string },
      },
    ],
  ])('has a function invoked %s', async (_name, how, expected) => {
    const { status, output } = await states.ended(await states.start({ id: 'a', ...how }));
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '')).toMatchObject(expected);
  });

  it.each([
    [
      'throws',
      { fail: 'throw' },
      'OrderError',
      /^\{"errorType":"OrderError","errorMessage":"no such order","trace":\[/,
    ],
    ['exits', { fail: 'crash' }, 'Runtime.ExitError', /Runtime exited/],
    ['is killed', { fail: 'killed' }, 'Runtime.ExitError', /signal: killed/],
    [
      'takes too long',
      { waitMs: 10_000 },
      'Sandbox.Timedout',
      /Task timed out after 3\.00 seconds/,
    ],
    [
      'answers with too much',
      { answerBytes: 262_144 },
      'States.DataLimitExceeded',
      /exceeding the maximum/,
    ],
    [
      'is not there',
      { how: 'elsewhere', name: 'machine-worker-2' },
      'Lambda.ResourceNotFoundException',
      /Function not found.*\(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException;/,
    ],
    [
      'is not allowed',
      { how: 'elsewhere', name: 'other' },
      'Lambda.AWSLambdaException',
      /^User: arn:aws:sts::000000000000:assumed-role\/machine-states-role\/\S+ is not authorized to perform: lambda:InvokeFunction on resource: \S+:function:other because/,
    ],
  ])('names what went wrong when a function %s', async (_name, input, error, cause) => {
    const executionArn = await states.start(input);
    expect(await states.ended(executionArn)).toMatchObject({
      ...{ status: 'FAILED', error, cause: expect.stringMatching(cause) as string },
    });
  });

  it('starts an execution once by its name and input', async () => {
    const input = JSON.stringify({ how: 'wait' });
    const first = await send({ name: 'once', input });
    expect(await send({ name: 'once', input })).toMatchObject({ startDate: first.startDate });
    const exists = { name: 'ExecutionAlreadyExists' };
    await expect(send({ name: 'once', input: '{}' })).rejects.toMatchObject(exists);

    const executionArn = first.executionArn;
    await states.client.send(new StopExecutionCommand({ executionArn }));
    await expect(send({ name: 'once', input })).rejects.toMatchObject(exists);
  });

  it.each([
    ['a name of odd characters', { name: 'a b' }, 'InvalidName'],
    ['an input that is no JSON', { input: '{' }, 'InvalidExecutionInput'],
    ['a large input', { input: JSON.stringify('é'.repeat(131_072)) }, 'ValidationException'],
    ['another state machine', { stateMachineArn: `${MACHINE_ARN}2` }, 'StateMachineDoesNotExist'],
    ['what is no ARN', { stateMachineArn: MACHINE }, 'InvalidArn'],
  ])('refuses %s', async (_name, input, name) => {
    await expect(send(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  it.each([
    ['a long error', { error: 'x'.repeat(257) }],
    ['a long cause', { cause: 'x'.repeat(32_769) }],
  ])('refuses %s', async (_name, reason) => {
    const executionArn = await states.start({ id: 'limits' });
    const stop = new StopExecutionCommand({ executionArn, ...reason });
    await expect(states.client.send(stop)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('length less than or equal to') as string,
    });
  });

  it('takes an input as large as AWS does', async () => {
    const executionArn = await states.start({ padding: 'x'.repeat(262_130) });
    expect(await states.ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('stops an execution and lets the function in flight run on', async () => {
    const items = ['s1', 's2', 's3'].map((id) => ({ id, waitMs: 500 }));
    const executionArn = await states.start({ how: 'map', max: 1, items });
    const started = (id: string) => invocations().some((invocation) => invocation.id === id);
    await eventually(() => expect(started('s1')).toBe(true));

    const reason = { error: 'Mine', cause: 'enough' };
    await states.client.send(new StopExecutionCommand({ executionArn, ...reason }));

    expect(await states.describe(executionArn)).toMatchObject({ status: 'ABORTED', ...reason });
    await eventually(() => expect(invocations()).toContainEqual({ waited: 's1' }));
    await states.ended(await states.start({ id: 'after' }));
    expect(started('s2')).toBe(false);
    expect((await states.types(executionArn)).slice(-4)).toEqual([
      ...['TaskStateAborted', 'MapIterationAborted', 'MapStateAborted', 'ExecutionAborted'],
    ]);
  });

  it('tells the default bus how an execution ended', async () => {
    const executionArn = await states.start({ how: 'wait' }, 'told');
    await states.client.send(new StopExecutionCommand({ executionArn, error: 'Mine' }));
    await eventually(() =>
      expect(invocations()).toContainEqual(
        expect.objectContaining({
          'detail-type': 'Step Functions Execution Status Change',
          resources: [executionArn],
          detail: expect.objectContaining({
            ...{ executionArn, stateMachineArn: MACHINE_ARN, name: 'told', status: 'ABORTED' },
            ...{ input: '{"how":"wait"}', output: null, error: 'Mine', cause: null },
            startDate: expect.any(Number) as number,
            stopDate: expect.any(Number) as number,
          }) as unknown,
        }),
      ),
    );
  });

  it('runs fifty executions at once', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `many-${index}`);
    const arns = await Promise.all(ids.map((id) => states.start({ id }, id)));
    const ended = await Promise.all(arns.map((arn) => states.ended(arn)));
    expect(ended.map(({ output }) => output)).toEqual(ids.map((id) => JSON.stringify({ did: id })));
  });

  it('pages through histories, both ways and without data', async () => {
    const executionArn = await states.start({ id: 'p' });
    await states.ended(executionArn);
    const page = (more: object) =>
      states.client.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 3, ...more }));
    const ids: (number | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const { events = [], ...rest } = await page({ nextToken });
      ids.push(...events.map(({ id }) => id));
      nextToken = rest.nextToken;
    } while (nextToken);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect(ids).toHaveLength(9);

    const last = await page({ reverseOrder: true, includeExecutionData: false });
    expect(last.events?.[0]).toMatchObject({
      ...{ id: 9, type: 'ExecutionSucceeded', executionSucceededEventDetails: {} },
    });
    expect(last.events?.[0]?.executionSucceededEventDetails?.output).toBeUndefined();
    await expect(page({ nextToken: 'x' })).rejects.toMatchObject({ name: 'InvalidToken' });
    await expect(page({ maxResults: 1001 })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('lists and describes', async () => {
    const { client } = states;
    const executionArn = await states.start({ id: 'l' });
    await states.ended(executionArn);
    const stateMachineArn = MACHINE_ARN;
    const { executions } = await client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED', maxResults: 1 }),
    );
    expect(executions).toMatchObject([{ executionArn, status: 'SUCCEEDED' }]);
    const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn, name: MACHINE, type: 'STANDARD' }]);
    const machine = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    expect(machine).toMatchObject({ name: MACHINE, status: 'ACTIVE' });
    expect(
      await client.send(new DescribeStateMachineForExecutionCommand({ executionArn })),
    ).toMatchObject({ definition: machine.definition, revisionId: machine.revisionId });
    const tags = new ListTagsForResourceCommand({ resourceArn: stateMachineArn });
    expect(await client.send(tags)).toMatchObject({ tags: [{ key: 'team', value: 'orders' }] });
    const check = new ValidateStateMachineDefinitionCommand({ definition: '{"States":{}}' });
    expect(await client.send(check)).toMatchObject({ result: 'FAIL' });
    await expect(client.send(new CreateActivityCommand({ name: 'a' }))).rejects.toMatchObject({
      name: 'UnknownOperationException',
    });
  });

  it('measures executions', async () => {
    await states.ended(await states.start({ id: 'm' }));
    const { endpoint } = cloud;
    const credentials = { accessKeyId: 'me', secretAccessKey: 'secret' };
    const cloudWatch = new CloudWatchClient({ endpoint, region: 'us-east-1', credentials });
    const { Datapoints = [] } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        ...{ Namespace: 'AWS/States', MetricName: 'ExecutionsSucceeded', Statistics: ['Sum'] },
        Dimensions: [{ Name: 'StateMachineArn', Value: MACHINE_ARN }],
        ...{ StartTime: new Date(Date.now() - 3600_000), EndTime: new Date(), Period: 3600 },
      }),
    );
    expect(Datapoints[0]?.Sum).toBeGreaterThan(0);
  });

  it('counts what AWS would bill', async () => {
    cloud.resetUsage();
    await states.ended(await states.start({ id: 'b' }));
    expect(cloud.usage().stateMachines).toEqual([
      { stateMachine: MACHINE, executions: 1, transitions: 2 },
    ]);
  });

  it('counts what its tasks invoke', () => {
    expect(cloud.usage().calls).toContainEqual(
      expect.objectContaining({
        ...{ service: 'lambda', operation: 'Invoke', resource: 'machine-worker' },
        caller: 'states.amazonaws.com',
      }),
    );
  });
});
