import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureUsage } from '@acado/pricing';
import { runCommand } from '@acado/command-line/testing';
import { actualFrom } from './command.ts';
import { aCloud, type ACloud } from './testing/a-cloud.ts';

const NOW = Date.parse('2026-11-20T09:30:20Z');
const DAY = ['--from', '2026-11-18', '--to', '2026-11-19', '--region', 'us-east-1'];
const OWN = 'service=acado-shop,function=acado-shop-dev-buy,stage=dev';

const run = (facts: ACloud, ...args: string[]) =>
  runCommand(
    actualFrom(
      async () => aCloud(facts).cloud,
      () => NOW,
    ),
    [...DAY, ...args],
  );

const linesOf = async (facts: ACloud, ...args: string[]): Promise<Record<string, unknown>[]> => {
  const { stdout, stderr, exitCode } = await run(facts, '--json', ...args);
  expect([exitCode, exitCode === 0 ? '' : stderr]).toEqual([0, '']);
  const lines = JSON.parse(stdout) as Record<string, unknown>[];
  measureUsage(lines); // what is printed can be priced
  return lines;
};

const report = (billedMs: number, memoryMb = 512) => ({ billedMs, memoryMb });
const invoked = (times: number, more: Record<string, number[]> = {}) => ({
  'AWS/Lambda Invocations FunctionName=acado-shop-dev-buy': [times],
  'AWS/Lambda Duration FunctionName=acado-shop-dev-buy': [times * 10.5],
  ...more,
});

describe('actual', () => {
  it('takes what Lambda bills from REPORT lines, by the memory size of the time', async () => {
    const lines = await linesOf({
      functions: [{}],
      metrics: invoked(3),
      reports: { '/aws/lambda/acado-shop-dev-buy': [report(20), report(30), report(7, 1024)] },
    });

    const line = { meter: 'lambda', region: 'us-east-1', label: 'acado-shop' };
    expect(lines).toEqual([
      expect.objectContaining({ ...line, memoryMb: 512, requests: 2, billedMs: 50 }),
      expect.objectContaining({ ...line, memoryMb: 1024, requests: 1, billedMs: 7 }),
    ]);
  });

  it('does not miss the REPORT lines at the edges of the time', async () => {
    const facts = {
      functions: [{}],
      metrics: invoked(100),
      reports: {
        '/aws/lambda/acado-shop-dev-buy': Array<ReturnType<typeof report>>(99).fill(report(20)),
      },
    };

    expect(await linesOf(facts)).toMatchObject([{ requests: 99, billedMs: 99 * 20 }]);
  });

  it.each<[string, Record<string, number[]>, string[], number, RegExp]>([
    ['our metric', { [`Acado/Cost BilledDuration ${OWN}`]: [900] }, [], 900, /BilledDuration; of /],
    ['Duration', {}, [], 1050, /without Init.*of 100 invocations only 1 have a REPORT line/],
    ['Duration', {}, ['--max-reports', '99'], 1050, /too low$/m],
  ])('falls back on %s and says so', async (_what, more, args, billedMs, source) => {
    const facts = {
      functions: [{}],
      metrics: invoked(100, more),
      reports: { '/aws/lambda/acado-shop-dev-buy': [report(20)] },
    };

    expect((await linesOf(facts, ...args))[0]).toMatchObject({ requests: 100, billedMs });
    expect((await run(facts, ...args)).stderr).toMatch(source);
  });

  it('lists functions that are gone', async () => {
    const facts = {
      functions: [{}],
      metrics: invoked(1, { 'AWS/Lambda Invocations FunctionName=acado-shop-dev-old': [5] }),
    };

    expect((await run(facts)).stderr).toContain('Lambda acado-shop-dev-old: 5 invocations');
  });

  it('finds whose an HTTP API is by its alarm, and leaves out what nobody owns', async () => {
    const facts = {
      metrics: {
        'AWS/ApiGateway Count ApiId=a1': [5, 6],
        'AWS/ApiGateway Count ApiId=b2': [7],
        'AWS/ApiGateway Count ApiId=c3': [8],
        'AWS/ApiGateway Count ApiId=a1,Stage=$default': [11],
        'AWS/ApiGateway Count ApiName=acado-old-dev': [3],
      },
      alarms: [
        { name: 'acado-shop-dev-5xx', dimensions: { ApiId: 'a1' } },
        { name: 'theirs', dimensions: { ApiId: 'b2' } },
      ],
    };
    const apis = (await linesOf(facts)).filter(({ requests }) => requests !== undefined);

    expect(apis).toEqual([
      { meter: 'rest-api', region: 'us-east-1', label: 'acado-old', requests: 3 },
      { meter: 'http-api', region: 'us-east-1', label: 'acado-shop', requests: 11 },
    ]);
    const { stderr } = await run(facts);
    expect(stderr).toContain('HTTP API c3: 8 requests');
    expect(stderr).not.toContain('b2');
  });

  it('turns messages into calls of SQS, by 64 KB', async () => {
    const facts = {
      metrics: {
        'AWS/SQS NumberOfMessagesSent QueueName=acado-shop-dev-orders': [20],
        'AWS/SQS SentMessageSize QueueName=acado-shop-dev-orders': [20 * 70_000],
        'AWS/SQS NumberOfMessagesReceived QueueName=acado-shop-dev-orders': [21],
        'AWS/SQS NumberOfMessagesDeleted QueueName=acado-shop-dev-orders': [20],
        'AWS/SQS NumberOfEmptyReceives QueueName=acado-shop-dev-orders': [400],
      },
    };

    expect(await linesOf(facts)).toMatchObject([
      { meter: 'sqs-requests', type: 'standard', requests: 41, requestBytes: 70_000 },
      { requests: 420 },
    ]);
    expect(await linesOf(facts, '--messages-per-call', '10')).toMatchObject([
      { requests: 5, requestBytes: 700_000 },
      { requests: 402 },
    ]);
  });

  it('counts an event once, however many rules match it, and says what is not ours', async () => {
    const facts = {
      metrics: {
        'AWS/Events MatchedEvents EventBusName=acado-shop-dev-orders,RuleName=a': [9],
        'AWS/Events MatchedEvents EventBusName=acado-shop-dev-orders,RuleName=b': [7],
        'AWS/Events MatchedEvents EventBusName=theirs,RuleName=c': [50],
        'AWS/Events PutEventsEntriesCount': [60],
      },
    };

    expect(await linesOf(facts)).toEqual([
      { meter: 'eventbridge', region: 'us-east-1', label: 'acado-shop', events: 9 },
    ]);
    expect((await run(facts)).stderr).toContain('of 60 events put in us-east-1, 51 are on buses');
  });

  it('adds the indexes of a table', async () => {
    const lines = await linesOf({
      metrics: {
        'AWS/DynamoDB ConsumedWriteCapacityUnits TableName=acado-shop-dev-items': [4],
        'AWS/DynamoDB ConsumedWriteCapacityUnits TableName=acado-shop-dev-items,GlobalSecondaryIndexName=i':
          [2],
        'AWS/DynamoDB ConsumedReadCapacityUnits TableName=acado-shop-dev-items': [0.5],
      },
    });

    expect(lines).toMatchObject([{ writeRequestUnits: 6, readRequestUnits: 0.5 }]);
  });

  it('lists buckets without request metrics instead of taking them for unused', async () => {
    const facts = {
      buckets: ['acado-shop-dev-b', 'theirs'],
      metrics: {
        'AWS/S3 PutRequests BucketName=acado-shop-dev-a,FilterId=some': [1],
        'AWS/S3 PutRequests BucketName=acado-shop-dev-a,FilterId=EntireBucket': [5],
        'AWS/S3 GetRequests BucketName=acado-shop-dev-a,FilterId=EntireBucket': [2],
      },
    };

    expect(await linesOf(facts)).toMatchObject([{ meter: 's3-requests', puts: 5, gets: 2 }]);
    const { stderr } = await run(facts);
    expect(stderr).toContain('S3 requests of buckets without request metrics: acado-shop-dev-b\n');
    expect(stderr).not.toContain('theirs');
  });

  it('counts log bytes, hours of custom metrics, and alarms by the metrics that they watch', async () => {
    const lines = await linesOf({
      metrics: {
        'AWS/Logs IncomingBytes LogGroupName=/aws/lambda/acado-shop-dev-buy': [1000],
        'AWS/Logs IncomingBytes LogGroupName=/aws/lambda/theirs': [1000],
        'Acado ColdStart service=acado-shop,function_name=acado-shop-dev-buy': [1, 1],
        'Acado Orders service=acado-shop': [1, 2],
        'Acado Orders service=other': [1, 2],
      },
      alarms: [
        { name: 'acado-shop-dev-buy-errors' },
        { name: 'acado-shop-dev-sum', metrics: 2 },
        { name: 'dev-acado-shop-5xx', dimensions: { ApiName: 'dev-acado-shop' } },
        { name: 'acado-shop-prod-buy-errors' },
        { name: 'theirs' },
      ],
    });

    expect(lines).toMatchObject([
      { meter: 'cloudwatch-logs', writer: 'lambda', bytes: 1000 },
      { meter: 'cloudwatch-metrics', label: 'acado-shop', metrics: 2, hours: 2 },
      { meter: 'cloudwatch-alarms', label: 'acado-shop', type: 'standard', alarms: 5, hours: 24 },
    ]);
  });

  it('reads one stage when asked, and names what is of a stage it does not know', async () => {
    const facts = {
      functions: [{}, { name: 'acado-shop-green-buy' }],
      metrics: invoked(1, { 'AWS/Lambda Invocations FunctionName=acado-shop-green-buy': [2] }),
    };

    expect(await linesOf(facts)).toMatchObject([{ requests: 1 }]);
    expect((await run(facts)).stderr).toContain('acado-shop-green-buy: of another stage');
    expect(await linesOf(facts, '--stage', 'green')).toMatchObject([{ requests: 2 }]);
  });

  it('says from when on what is idle is no longer listed', async () => {
    const facts = { functions: [{}], metrics: invoked(1) };
    const idle = 'What had no data since 2026-11-06, but for functions';

    expect((await run(facts, '--from', '2026-11-05')).stderr).toContain(idle);
    expect((await run(facts, '--from', '2026-11-07')).stderr).not.toContain('had no data');
  });

  it('sets what services say themselves beside it', async () => {
    const facts = {
      functions: [{}],
      metrics: invoked(1_000_000, { [`Acado/Cost EstimatedCost ${OWN}`]: [0.15, 0.07] }),
      reports: {},
    };
    const { stdout } = await run(facts, '--table', '--max-reports', '0');

    expect(stdout).toContain('Used from 2026-11-18T00:00Z to 2026-11-19T00:00Z in us-east-1');
    expect(stdout).toMatch(/acado-shop +lambda\.requests\.arm64 +1000000 request +0\.20000000/);
    expect(stdout).toMatch(/acado-shop +0\.27000035 .* 0\.22000000 +-18\.52 %/);
    expect(stdout).toContain('Not measured, and in no sum\n- Storage of tables');
  });

  it('asks for functions that CloudWatch no longer lists, and for custom metrics by the hour', async () => {
    const { cloud, asked } = aCloud({
      functions: [{ name: 'acado-idle-dev-f' }],
      metrics: { 'Acado Orders service=acado-shop': [1] },
    });
    const command = actualFrom(
      async () => cloud,
      () => NOW,
    );
    await runCommand(command, ['--from', '2026-11-20T09:05Z', '--region', 'us-east-1']);

    const from = Date.parse('2026-11-20T09:00Z');
    expect(asked).toEqual([
      { from: from + 300_000, to: from + 2_100_000, periodS: 300, count: 2 },
      { from, to: from + 3_600_000, periodS: 3600, count: 1 },
    ]);
  });

  it('writes the usage lines and everything else to a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'actual-'));
    const { exitCode, stdout } = await run(
      { functions: [{}], metrics: invoked(1) },
      ...['--json', '--out', join(folder, 'new')],
    );
    const read = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, 'new', name), 'utf8'));

    expect(exitCode).toBe(0);
    expect(await read('usage.json')).toEqual(JSON.parse(stdout));
    expect(await read('actual.json')).toMatchObject({
      from: '2026-11-18T00:00Z',
      services: [{ service: 'acado-shop', ownCostMetrics: null }],
      lines: [{ meter: 'lambda' }],
      total: expect.any(Number),
    });
    await rm(folder, { recursive: true });
  });

  it.each<[string, ACloud, string[], number, RegExp]>([
    ['nothing', {}, [], 1, /^No data points of .*us-east-1: are region and times right\?$/m],
    ['another stage', { functions: [{}] }, ['--stage', 'prod'], 1, /prod-….*are region, stage and/],
    ['alarms only', { alarms: [{ name: 'acado-shop-dev-x' }] }, [], 1, /^No data points/m],
    [
      'a price that is not known',
      { metrics: { 'AWS/ApiGateway Count ApiName=acado-old-dev': [3] } },
      ['--region', 'us-east-2'],
      1,
      /rest\.requests in us-east-2/,
    ],
    ['an unknown region', {}, ['--region', 'mars-1'], 2, /^--region: .*"mars-1", only us-east-1, /],
    ['a wrong stage', {}, ['--stage', 'a.*'], 2, /^--stage: .*"a\.\*"/],
    ['a wrong number', {}, ['--messages-per-call', '11'], 2, /^--messages-per-call: .*1 to 10/],
    ['another wrong number', {}, ['--max-reports', '-1'], 2, /--max-reports/],
    ['wrong dates', {}, ['--to', '2026-11-99'], 2, /^--to: /],
    ['two formats', {}, ['--json', '--table'], 2, /one of --json and --table/],
    ['an unknown option', {}, ['--since', '1'], 2, /--since/],
  ])('says what is wrong with %s', async (_what, facts, args, exitCode, message) => {
    const result = await run(facts, ...args);

    expect(result).toMatchObject({ exitCode, stdout: '' });
    expect(result.stderr).toMatch(message);
  });

  it.each<[string, object, RegExp]>([
    [
      'refuses',
      { name: 'AccessDeniedException', message: 'not authorized: lambda:ListFunctions' },
      /^AccessDeniedException: not authorized: lambda:ListFunctions$/m,
    ],
    ['cannot be found', { code: 'ENOTFOUND', message: 'getaddrinfo' }, /AWS_ENDPOINT_URL$/m],
  ])('says so if AWS %s', async (_what, error, message) => {
    const functions = () => Promise.reject(Object.assign(new Error(), { $metadata: {} }, error));
    const { cloud } = aCloud();
    const result = await runCommand(
      actualFrom(
        async () => ({ ...cloud, functions }),
        () => NOW,
      ),
      DAY,
    );

    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toMatch(message);
  });

  describe('takes the region of the environment', () => {
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    const restore = (name: string, value: string | undefined) =>
      value === undefined ? delete process.env[name] : (process.env[name] = value);

    afterEach(() => {
      restore('AWS_REGION', AWS_REGION);
      restore('AWS_DEFAULT_REGION', AWS_DEFAULT_REGION);
    });

    it.each<[string | undefined, string | undefined, RegExp]>([
      [undefined, undefined, /^Expected --region, or AWS_REGION to be set/],
      ['', '', /^Expected --region, or AWS_REGION to be set/],
      ['', 'mars-1', /^AWS_DEFAULT_REGION: .*"mars-1"/],
      ['mars-1', 'us-east-1', /^AWS_REGION: .*"mars-1"/],
      [undefined, 'eu-west-1', / in eu-west-1/],
    ])('%j, else %j', async (region, defaultRegion, message) => {
      restore('AWS_REGION', region);
      restore('AWS_DEFAULT_REGION', defaultRegion);
      const command = actualFrom(
        async () => aCloud().cloud,
        () => NOW,
      );
      const { stderr } = await runCommand(command, ['--from', '2026-11-18']);

      expect(stderr).toMatch(message);
    });
  });
});
