import { flowOf } from './flow.ts';
import { eventRows, monthlyRows } from './rows.ts';
import type { Template } from './template.ts';
import {
  aFunction,
  aFunctionUsage,
  aShape,
  aUsageFile,
  exactly,
  someResources,
} from './testing/a-service.ts';
import { CALL_ITEMS, type UsageFile } from './usage-file.ts';

const REGION = 'us-east-1';

const shapeWith = (resources: Template['Resources'] = {}) =>
  aShape({ ...someResources(), ...resources });

const linesOf = (shape = shapeWith(), usage: UsageFile = aUsageFile()) =>
  eventRows(flowOf(shape.functions, usage), REGION).map(({ line }) => line);

const monthOf = (shape = shapeWith()) =>
  monthlyRows(shape, flowOf(shape.functions, aUsageFile()), [], {
    region: REGION,
    eventsPerMonth: 1_000_000,
  }).map(({ line }) => line);

describe('eventRows', () => {
  it('meters each kind of call as what it is', () => {
    const usage = aUsageFile();
    usage.functions['place'] = aFunctionUsage({
      calls: CALL_ITEMS.map((item, index) => ({
        ...{ item, resource: 'r', per: 'event' as const },
        count: exactly(index + 1),
      })),
    });

    // After its API and its invocations.
    expect(linesOf(shapeWith(), usage).slice(2, 2 + CALL_ITEMS.length)).toEqual([
      { meter: 'sqs-requests', region: REGION, type: 'standard', requests: 1e6 },
      { meter: 'sqs-requests', region: REGION, type: 'fifo', requests: 2e6 },
      { meter: 'sns', region: REGION, publishes: 3e6 },
      { meter: 'eventbridge', region: REGION, events: 4e6 },
      { meter: 'dynamodb-units', region: REGION, writeRequestUnits: 5e6 },
      { meter: 'dynamodb-units', region: REGION, readRequestUnits: 6e6 },
      { meter: 's3-requests', region: REGION, storageClass: 'STANDARD', puts: 7e6 },
      { meter: 's3-requests', region: REGION, storageClass: 'STANDARD', gets: 8e6 },
    ]);
  });

  it('meters functions with what they have', () => {
    const StoreLambdaFunction = aFunction({
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 2048 },
    });

    expect(linesOf(shapeWith({ StoreLambdaFunction }))).toContainEqual({
      ...{ meter: 'lambda', region: REGION, architecture: 'x86_64', memoryMb: 512 },
      ...{ requests: 1e5, billedMs: 1e6, ephemeralStorageMb: 2048, provisioned: false },
    });
  });

  it('tells FIFO queues', () => {
    const { Queue } = someResources();
    const Properties = { ...Queue!.Properties, FifoQueue: true };

    expect(linesOf(shapeWith({ Queue: { ...Queue!, Properties } }))).toContainEqual(
      expect.objectContaining({ meter: 'sqs-requests', type: 'fifo' }),
    );
  });
});

describe('provisioned concurrency', () => {
  const provisioned = shapeWith({
    StoreAlias: {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'StoreLambdaFunction' },
        ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 3 },
      },
    },
  });

  it('makes invocations cheaper, and is paid for all month', () => {
    expect(linesOf(provisioned)).toContainEqual(
      expect.objectContaining({ meter: 'lambda', memoryMb: 512, provisioned: true }),
    );
    expect(monthOf(provisioned)).toContainEqual({
      ...{ meter: 'lambda-provisioned-concurrency', region: REGION, architecture: 'arm64' },
      ...{ memoryMb: 512, concurrency: 3, seconds: 30 * 24 * 3600 },
    });
  });

  it('is not there unless the template says so', () => {
    const meters = monthOf().map(({ meter }) => meter);

    expect(meters).not.toContain('lambda-provisioned-concurrency');
  });
});

describe('monthlyRows', () => {
  it('counts each metric of an alarm', () => {
    const stat = { MetricStat: { Period: 60 } };
    const Ratio = { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [stat, stat] } };

    expect(monthOf(shapeWith({ Ratio }))).toContainEqual({
      meter: 'cloudwatch-alarms',
      region: REGION,
      type: 'standard',
      alarms: 3,
    });
  });
});
