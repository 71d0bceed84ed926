import { type CommandResult, runCommand } from '@acado/command-line/testing';
import { removeWith } from './command.ts';
import type { Service } from './services.ts';
import { aCloud, type FakeStack } from './testing/a-cloud.ts';

const services: Service[] = [
  { key: 'bus', name: 'acado-bus', before: ['reader', 'writer'] },
  { key: 'reader', name: 'acado-reader', before: [] },
  { key: 'writer', name: 'acado-writer', before: [] },
];
const bucket = { type: 'AWS::S3::Bucket', logicalId: 'Bucket', physicalId: 'acado-bus-dev-b' };
const deployed: Record<string, FakeStack> = {
  'acado-bus-dev': {
    resources: [bucket, { type: 'AWS::SQS::Queue', physicalId: 'https://q/x-dlq' }],
  },
  'acado-reader-dev': { resources: [{ type: 'AWS::DynamoDB::Table', physicalId: 'table' }] },
  'acado-writer-dev': {},
  'acado-writer-prod': { resources: [{ ...bucket, isRetained: true }] },
};

const surroundings = (fake: ReturnType<typeof aCloud>) => ({
  open: async () => fake.cloud,
  services: () => services,
  pollMs: 0,
});
const remove = (
  fake: ReturnType<typeof aCloud>,
  args: string,
  ...input: [string?, { stdin: boolean }?]
): Promise<CommandResult> => runCommand(removeWith(surroundings(fake)), args.split(' '), ...input);
const deletions = (calls: string[]) => calls.filter((call) => call.startsWith('delete'));

describe('remove', () => {
  it('lists, empties and deletes whoever uses something before it', async () => {
    const fake = aCloud(deployed, { objects: { 'acado-bus-dev-b': 3 } });

    const { exitCode, stdout, stderr } = await remove(fake, '--stage dev --yes');

    expect(exitCode).toBe(0);
    expect(deletions(fake.calls).at(-1)).toBe('delete acado-bus-dev');
    expect(fake.calls.indexOf('empty acado-bus-dev-b')).toBe(fake.calls.length - 2);
    expect(stdout).toMatch(
      /3\. acado-bus-dev: 2 resources\n +bucket +acado-bus-dev-b +3 objects, 1.5 KB/,
    );
    expect(stdout).toMatch(/dead-letter queue +x-dlq +1 message\n/);
    expect(stdout).toMatch(/table +table +12 items/);
    expect(stdout).toMatch(/acado-bus-dev +removed/);
    expect(stderr).toContain('acado-bus-dev: emptied acado-bus-dev-b (3 objects)\n');
    expect(stderr).toContain('acado-bus-dev: 2 of 2 gone: AWS::Some::Type Resource1\n');
  });

  it('touches no other stage', async () => {
    const fake = aCloud(deployed);

    await remove(fake, '--stage dev --yes');

    expect(fake.calls.join()).not.toContain('prod');
  });

  it('says that there is nothing, when it is repeated', async () => {
    const fake = aCloud(deployed);
    await remove(fake, '--stage dev --yes');

    expect(await remove(fake, '--stage dev')).toMatchObject({
      exitCode: 0,
      stdout: 'No stacks to remove from dev in us-east-1.\n\nNothing is left.\n',
    });
  });

  it('removes stacks of services that the repository no longer has, before all others', async () => {
    const old = { tags: { Application: 'acado', Stage: 'dev' } };
    const fake = aCloud({ ...deployed, 'acado-old-dev': old, 'acado-foreign-dev': {} });

    await remove(fake, '--stage dev --yes');

    expect(deletions(fake.calls)[0]).toBe('delete acado-old-dev');
    expect(fake.calls.join()).not.toContain('foreign');
  });

  it('only lists with --dry-run', async () => {
    const fake = aCloud(deployed);

    const { exitCode, stdout } = await remove(fake, '--stage dev --dry-run');

    expect({ exitCode, calls: fake.calls }).toEqual({ exitCode: 0, calls: [] });
    expect(stdout).toContain('acado-bus-dev');
  });

  it('writes JSON and nothing else with --json', async () => {
    const { stdout } = await remove(aCloud(deployed), '--stage dev --yes --json');

    expect(JSON.parse(stdout)).toMatchObject({
      stage: 'dev',
      outcomes: { bus: { result: 'removed' } },
      leftovers: [],
    });
  });
});

describe('agreeing', () => {
  it.each([
    ['--stage dev', '--yes', 2],
    ['--stage prod', '--yes --yes-prod', 2],
    ['--stage prod --yes', '--yes --yes-prod', 2],
  ])('is an option without a terminal: %s', async (args, options, code) => {
    const fake = aCloud(deployed);

    const { exitCode, stderr } = await remove(fake, args);

    expect({ exitCode, calls: fake.calls }).toEqual({ exitCode: code, calls: [] });
    expect(stderr).toContain(`without being asked: ${options}`);
  });

  it.each([
    ['dev', 'dev\n', 0],
    ['dev', 'yes\n', 1],
    ['dev', '', 1],
    ['prod', 'prod\n', 1],
    ['prod', 'remove prod for good\n', 0],
  ])('is typing on a terminal: %s, %j', async (stage, typed, code) => {
    const fake = aCloud(deployed);

    const { exitCode } = await remove(fake, `--stage ${stage}`, typed, { stdin: true });

    expect(exitCode).toBe(code);
    expect(fake.calls.length > 0).toBe(code === 0);
  });
});

describe('what can not be removed', () => {
  it('keeps what it needs, and lets the others go on', async () => {
    const fake = aCloud({
      ...deployed,
      'acado-reader-dev': {
        resources: [{ logicalId: 'Role' }],
        stuck: { logicalId: 'Role', reason: 'has policies' },
      },
    });

    const { exitCode, stdout } = await remove(fake, '--stage dev --yes');

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/acado-reader-dev +failed +Role: has policies/);
    expect(stdout).toMatch(/acado-writer-dev +removed/);
    expect(stdout).toMatch(/acado-bus-dev +skipped +needed by what is still there: reader/);
  });

  it('is tried again where a bucket was filled meanwhile', async () => {
    const stuck = { logicalId: 'Bucket', reason: 'not empty', times: 1 };
    const fake = aCloud({ 'acado-bus-dev': { resources: [bucket], stuck } });

    const { exitCode } = await remove(fake, '--stage dev --yes');

    expect(exitCode).toBe(0);
    expect(fake.calls.filter((call) => call === 'empty acado-bus-dev-b')).toHaveLength(2);
  });

  it('is protected, or changing just now', async () => {
    const fake = aCloud({
      'acado-reader-dev': { isProtected: true },
      'acado-writer-dev': { status: 'UPDATE_IN_PROGRESS' },
    });

    const { exitCode, stdout } = await remove(fake, '--stage dev --yes');

    expect({ exitCode, calls: fake.calls }).toEqual({ exitCode: 1, calls: [] });
    expect(stdout).toContain('--no-enable-termination-protection --stack-name acado-reader-dev');
    expect(stdout).toContain('it is UPDATE_IN_PROGRESS: wait for its end and repeat');
  });

  it('may be a stack that was never created', async () => {
    const fake = aCloud({ 'acado-bus-dev': { status: 'REVIEW_IN_PROGRESS' } });

    expect((await remove(fake, '--stage dev --yes')).exitCode).toBe(0);
  });

  it('is waited for where it goes already', async () => {
    const fake = aCloud({ 'acado-bus-dev': { status: 'DELETE_IN_PROGRESS' } });

    expect((await remove(fake, '--stage dev --yes')).exitCode).toBe(0);
    expect(fake.calls).toEqual([]);
  });
});

describe('what is left', () => {
  const leftovers = [
    { kind: 'table' as const, name: 'acado-writer-prod-orders', stage: 'prod' },
    { kind: 'log group' as const, name: '/aws/lambda/acado-writer-prod-write', bytes: 1234 },
    { kind: 'bucket' as const, name: 'acado-writer-prod-b', stage: 'prod' },
    { kind: 'table' as const, name: 'acado-writer-dev-orders', stage: 'dev' },
  ];
  const prod = '--stage prod --yes --yes-prod';

  it('is listed with the commands that remove it', async () => {
    const fake = aCloud(deployed, { leftovers });

    const { exitCode, stdout } = await remove(fake, prod);

    expect(exitCode).toBe(0);
    expect(fake.calls).toEqual(['delete acado-writer-prod']);
    expect(stdout).toContain(
      'aws dynamodb delete-table --region us-east-1 --table-name acado-writer-prod-orders\n',
    );
    expect(stdout).toContain('--log-group-name /aws/lambda/acado-writer-prod-write   # 1.2 KB\n');
    expect(stdout).toContain('aws s3 rb --force s3://acado-writer-prod-b\n');
    expect(stdout).not.toContain('acado-writer-dev');
  });

  it('is removed with --retained, also later', async () => {
    const fake = aCloud({}, { leftovers });

    const { exitCode, stdout } = await remove(fake, `${prod} --retained`);

    expect(exitCode).toBe(0);
    expect(fake.calls).toHaveLength(3);
    expect(stdout).toContain('Nothing is left.');
  });

  it('fails alone, and is told', async () => {
    const fake = aCloud({}, { leftovers, stuck: 'acado-writer-prod-orders' });

    const { exitCode, stdout, stderr } = await remove(fake, `${prod} --retained`);

    expect(exitCode).toBe(1);
    expect(fake.calls).toHaveLength(3);
    expect(stderr).toContain('acado-writer-prod-orders: failed: deletion protection is on\n');
    expect(stdout).toContain('--table-name acado-writer-prod-orders\n');
    expect(stdout).not.toContain('s3://acado-writer-prod-b');
  });

  it('is nothing that belongs to a stack that is there', async () => {
    const fake = aCloud(deployed, { leftovers });

    const { stdout } = await remove(fake, '--stage prod --dry-run');

    expect(stdout).not.toContain('delete-table');
  });
});

describe('arguments', () => {
  it.each([
    ['--stage local', /local cloud.*npm start -- --fresh/],
    ['--service bus', /--stage: name the stage/],
    ['--stage *', /--stage: name the stage/],
    ['--stage dev --service nobody', /no "nobody"; there are bus, reader, writer/],
    ['--stage dev --service bus', /reader, writer still need bus: --service reader,writer,bus/],
    ['--stage dev --no', /--no/],
  ])('are refused: %s', async (args, problem) => {
    const { exitCode, stderr } = await remove(aCloud(deployed), args);

    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(problem) });
  });

  it('choose services, whoever uses something before it', async () => {
    const fake = aCloud(deployed);

    await remove(fake, '--stage dev --yes --service bus,reader,writer');

    expect(deletions(fake.calls)).toHaveLength(3);
    expect(deletions(fake.calls).at(-1)).toBe('delete acado-bus-dev');
  });
});
