import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricDataCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { type Cloud, createCloud, type Stack } from '@acado/local-cloud';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { awsClients, type AwsClients, breakFunction } from './aws.ts';
import { eventually } from './eventually.ts';

const MINUTE_MS = 60_000;
const ENDPOINTS = ['crud-api-status', 'ingest-a-orders', 'worker-b-order', 'worker-c-receipt'];
const BROKEN = 'worker-b-order';

const outcomesSchema = z.object({
  outcomes: z.array(
    z.object({ endpoint: z.string(), available: z.boolean(), reason: z.string().optional() }),
  ),
});

/** On a laptop silence is no alarm. */
const asDeployed = (stack: Stack): Stack => {
  for (const { Type, Properties = {} } of Object.values(stack.template.Resources))
    if (Type === 'AWS::CloudWatch::Alarm' && Properties.TreatMissingData === 'ignore')
      Properties.TreatMissingData = 'breaching';
  return stack;
};

describe('canary', () => {
  let directory: string;
  let cloud: Cloud;
  let aws: AwsClients;
  let cloudWatch: CloudWatchClient;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'acado-canary-'));
    const services = ['crud-api', 'ingest-a', 'worker-b', 'worker-c', 'canary'];
    cloud = await createCloud({
      services: services.map((name) => join(import.meta.dirname, '../../../services', name)),
      ...{ directory, transform: asDeployed },
    });
    aws = awsClients(cloud.outputs());
    cloudWatch = new CloudWatchClient({
      ...{ endpoint: cloud.endpoint, region: 'us-east-1' },
      credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
    });
  });
  afterAll(async () => {
    await cloud?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const invoke = async () => {
    const { Payload = new Uint8Array() } = await aws.lambda.send(
      new InvokeCommand({ FunctionName: 'acado-canary-local-checkEndpoints' }),
    );
    return outcomesSchema.parse(JSON.parse(Buffer.from(Payload).toString())).outcomes;
  };

  const dimensionsOf = (endpoint: string) => [
    { Name: 'endpoint', Value: endpoint },
    { Name: 'stage', Value: 'local' },
  ];

  /** What was measured in each minute of the last ten, oldest first. */
  const minutesOf = async (endpoint: string, MetricName: string, Stat: string) => {
    const now = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    const Metric = { Namespace: 'Acado/Canary', MetricName, Dimensions: dimensionsOf(endpoint) };
    const { MetricDataResults = [] } = await cloudWatch.send(
      new GetMetricDataCommand({
        StartTime: new Date(now - 10 * MINUTE_MS),
        EndTime: new Date(now + MINUTE_MS),
        ScanBy: 'TimestampAscending',
        MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat } }],
      }),
    );
    const [{ Timestamps = [], Values = [] } = {}] = MetricDataResults;
    return Timestamps.map((at, index) => ({ at: at.getTime(), value: Values[index] }));
  };

  /** As if the canary had measured it in that minute. */
  const measured = (endpoint: string, at: number, Value: number) =>
    cloudWatch.send(
      new PutMetricDataCommand({
        Namespace: 'Acado/Canary',
        MetricData: [
          {
            ...{ MetricName: 'Available', Value, Timestamp: new Date(at) },
            Dimensions: dimensionsOf(endpoint),
          },
        ],
      }),
    );

  const states = async (): Promise<Record<string, StateValue | undefined>> => {
    const AlarmNames = ENDPOINTS.map((name) => `acado-canary-local-${name}-availability`);
    const answer = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    const found = answer.MetricAlarms ?? [];
    return Object.fromEntries(
      found.map(({ AlarmName = '', StateValue }) => [
        AlarmName.replace(/^acado-canary-local-|-availability$/g, ''),
        StateValue,
      ]),
    );
  };

  /** The alarms, judged as at the end of a minute; anew should the cloud have done so by its own clock in between. */
  const judgedAfter = (minute: number, expected: Record<string, StateValue>) =>
    eventually(
      `the alarms are ${JSON.stringify(expected)}`,
      async () => {
        cloud.evaluateAlarms(minute + MINUTE_MS);
        const found = await states();
        const isAsExpected = ENDPOINTS.every((name) => found[name] === expected[name]);
        if (!isAsExpected) throw new Error(JSON.stringify(found));
        return true;
      },
      { timeoutMs: 5_000 },
    );

  const allIn = (state: StateValue): Record<string, StateValue> =>
    Object.fromEntries(ENDPOINTS.map((name) => [name, state]));

  it('finds the APIs by their names and measures every endpoint', async () => {
    const outcomes = await invoke();

    expect(outcomes).toEqual(
      ENDPOINTS.map((endpoint): unknown => expect.objectContaining({ endpoint, available: true })),
    );
    for (const endpoint of ENDPOINTS) {
      const [available] = await minutesOf(endpoint, 'Available', 'Average');
      expect(available?.value).toBe(1);
      const [latency] = await minutesOf(endpoint, 'Latency', 'Maximum');
      expect(latency?.value).toBeGreaterThan(0);
    }
  });

  it('goes on when an endpoint is broken, and sets off its alarm in the second minute', async () => {
    await breakFunction(aws, 'acado-worker-b-local-getOrder');

    const outcomes = await invoke();

    expect(outcomes.filter(({ available }) => !available)).toEqual([
      expect.objectContaining({ endpoint: BROKEN, reason: expect.stringMatching(/not 500 /) }),
    ]);
    const minutes = await minutesOf(BROKEN, 'Available', 'Minimum');
    const { at: minute, value } = minutes.at(-1)!;
    expect(value).toBe(0);
    for (const endpoint of ENDPOINTS)
      for (const before of [1, 2, 3]) await measured(endpoint, minute - before * MINUTE_MS, 1);
    await judgedAfter(minute, allIn('OK'));

    for (const endpoint of ENDPOINTS)
      await measured(endpoint, minute + MINUTE_MS, endpoint === BROKEN ? 0 : 1);
    await judgedAfter(minute + MINUTE_MS, { ...allIn('OK'), [BROKEN]: 'ALARM' });
  });

  it('is heard when it is silent', async () => {
    const silence = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS + 10 * MINUTE_MS;

    await judgedAfter(silence, allIn('ALARM'));
  });
});
