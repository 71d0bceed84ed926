import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { type Cloud, createCloud } from '../cloud.ts';
import { eventually } from '../events/testing.ts';
import { MACHINE_ARN, packageMachine } from './testing/machine-service.ts';
import { createStatesClient } from './testing/states-client.ts';

const WAIT = {
  StartAt: 'Work',
  States: {
    Work: { Type: 'Task', Resource: '${Worker}', Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 3600, End: true },
  },
};
const PASS = { StartAt: 'Pass', States: { Pass: { Type: 'Pass', Result: 'new', End: true } } };
const CUT_OFF = { status: 'FAILED', error: 'States.Runtime' };

/** A rule of the default bus that tells the function of executions that failed. */
const notices = {
  FailedRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.states'], detail: { status: ['FAILED'] } },
      Targets: [{ Id: 'worker', Arn: { 'Fn::GetAtt': ['Worker', 'Arn'] } }],
    },
  },
  FailedPermission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: { Ref: 'Worker' },
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['FailedRule', 'Arn'] },
    },
  },
};

describe('state machines over the life of a cloud', () => {
  let directory: string;
  let tally: string;
  let cloud: Cloud | undefined;

  const packaged = (definition: object, more: object = {}) =>
    packageMachine(directory, { definition, tally, ...more });
  const start = async (...given: Parameters<typeof packaged>) => {
    cloud = await createCloud({ services: [packaged(...given)], directory });
    return createStatesClient(cloud.endpoint);
  };

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'machines-'));
    tally = join(directory, 'tally');
  });
  afterEach(async () => {
    await cloud?.stop();
    cloud = undefined;
    rmSync(directory, { recursive: true });
  });

  it('lets an execution end as it began when its state machine is changed', async () => {
    const slow = { ...WAIT.States, Wait: { Type: 'Wait', Seconds: 1, End: true } };
    const states = await start({ ...WAIT, States: slow });
    const arn = await states.start({ id: 'old' });

    expect(await cloud?.update(packaged(PASS))).toEqual(['Machine']);

    const after = await states.ended(await states.start());
    expect(after.output).toBe('"new"');
    expect(await states.ended(arn)).toMatchObject({ output: '{"did":"old"}' });
    const command = new DescribeStateMachineCommand({ stateMachineArn: MACHINE_ARN });
    expect((await states.client.send(command)).definition).toContain('"new"');
  });

  it('changes nothing when its package says nothing new', async () => {
    await start(WAIT);
    expect(await cloud?.update(packaged(WAIT))).toEqual([]);
  });

  it('runs what is written as an object, with its substitutions', async () => {
    const Definition = { ...PASS, States: { Pass: { ...PASS.States.Pass, Result: '${What}' } } };
    const DefinitionSubstitutions = { What: 'a "quoted" word' };
    const properties = { DefinitionString: undefined, Definition, DefinitionSubstitutions };
    const states = await start(PASS, { properties });
    const { output } = await states.ended(await states.start());
    expect(output).toBe('"a \\"quoted\\" word"');
  });

  it.each([
    [
      'a definition that is wrong',
      { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } },
      {},
      /target: B/,
    ],
    [
      'a task that is no function',
      {
        StartAt: 'Send',
        States: { Send: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } },
      },
      {},
      /Resources\.Machine.*sqs:sendMessage.*\/States\/Send/,
    ],
    [
      'a name that AWS would refuse',
      PASS,
      { properties: { StateMachineName: 'two words' } },
      /Resources\.Machine.*Invalid Name: 'two words'/,
    ],
    [
      'an express workflow',
      PASS,
      { properties: { StateMachineType: 'EXPRESS' } },
      /standard workflows alone/,
    ],
  ])('refuses %s', async (_name, definition, more, message) => {
    await expect(start(definition, more)).rejects.toThrow(message);
  });

  it('writes what happens to the log group that it names', async () => {
    const destination = {
      LogGroupArn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/vendedlogs/machine:*',
    };
    const LoggingConfiguration = {
      ...{ Level: 'ALL', IncludeExecutionData: false },
      Destinations: [{ CloudWatchLogsLogGroup: destination }],
    };
    const states = await start(PASS, { properties: { LoggingConfiguration } });
    const arn = await states.start({ secret: 1 });
    await states.ended(arn);
    const lines = readFileSync(join(directory, 'logs/machine.log'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject(
      ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'].map(
        (type) => ({ type, execution_arn: arn }),
      ),
    );
    expect(lines.join()).not.toContain('secret');
  });

  it('fails at the next start what was running, and tells of it', async () => {
    const service = packaged(WAIT, { more: notices });
    const program = join(import.meta.dirname, 'testing/run-machine-cloud.ts');
    const child = spawn(process.execPath, [program, service, directory], {
      detached: true, // a process group of its own
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const [endpoint] = (await once(child.stdout, 'data')) as [Buffer];
    const first = createStatesClient(endpoint.toString().trim());
    const arn = await first.start({ id: 'cut' });
    await eventually(
      async () => expect(await first.types(arn)).toContain('WaitStateEntered'),
      20_000,
    );
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;

    cloud = await createCloud({ services: [service], directory });
    const states = createStatesClient(cloud.endpoint);

    const cause = 'The local cloud ended while the execution was running.';
    expect(await states.describe(arn)).toMatchObject({ ...CUT_OFF, cause, input: '{"id":"cut"}' });
    expect((await states.types(arn)).slice(-2)).toEqual(['WaitStateEntered', 'ExecutionFailed']);
    await eventually(
      () => expect(readFileSync(tally, 'utf8')).toContain(`"resources":["${arn}"]`),
      20_000,
    );
  });

  it('tells of an end when it could not before', async () => {
    const broken = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } };
    const states = await start(WAIT, { more: notices });
    const arn = await states.start({ id: 'untold' });
    await cloud?.stop();
    await expect(start(broken, { more: notices })).rejects.toThrow('target: B');

    await start(WAIT, { more: notices });
    await eventually(() => expect(readFileSync(tally, 'utf8')).toContain(`"resources":["${arn}"]`));
  });

  it('ends at once with a cloud that is stopped', async () => {
    const states = await start(WAIT);
    const arn = await states.start({ id: 'stopped' });
    await eventually(async () => expect(await states.types(arn)).toContain('WaitStateEntered'));
    await cloud?.stop();

    const next = await start(WAIT);
    expect(await next.describe(arn)).toMatchObject(CUT_OFF);
  });
});
