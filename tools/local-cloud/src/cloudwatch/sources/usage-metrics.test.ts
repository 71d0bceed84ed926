import { type MeteredCall } from '../../metering/usage-meter.ts';
import { type Measurement } from '../metrics/metric-store.ts';
import { measureUsage } from './usage-metrics.ts';

const measured = (...calls: Partial<MeteredCall>[]) => {
  const measurements: Measurement[] = [];
  const observer = measureUsage(
    (measurement) => measurements.push(measurement),
    () => 7,
  );
  for (const call of calls)
    observer.call({ service: 'sqs', operation: '', resource: 'orders', caller: 'me', ...call });
  return { observer, measurements };
};

describe('measureUsage', () => {
  it('counts messages and empty receives by queue', () => {
    const { measurements } = measured(
      { operation: 'SendMessage', messages: 1, chunks: 1 },
      { operation: 'SendMessageBatch', messages: 3, chunks: 1 },
      { operation: 'ReceiveMessage', messages: 4, empty: 0, chunks: 1 },
      { operation: 'ReceiveMessage', messages: 0, empty: 1, chunks: 1 },
      { operation: 'DeleteMessageBatch', messages: 2, chunks: 1 },
      { operation: 'SendMessage', failed: 1 },
      { operation: 'GetQueueUrl', chunks: 1 },
    );

    expect(measurements.map(({ name, values }) => [name, values])).toEqual([
      ['NumberOfMessagesSent', [[1, 1]]],
      ['NumberOfMessagesSent', [[3, 1]]],
      ['NumberOfMessagesReceived', [[4, 1]]],
      ['NumberOfEmptyReceives', [[1, 1]]],
      ['NumberOfMessagesDeleted', [[2, 1]]],
    ]);
    expect(measurements[0]).toMatchObject({
      namespace: 'AWS/SQS',
      dimensions: { QueueName: 'orders' },
      at: 7,
      unit: 'Count',
    });
  });

  it('adds up the units of a table', () => {
    const table = { service: 'dynamodb', resource: 'items' } as const;
    const { measurements } = measured(
      { ...table, operation: 'GetItem', readUnits: 0.5 },
      { ...table, operation: 'PutItem', writeUnits: 2 },
      { ...table, operation: 'DescribeTable' },
    );

    expect(measurements).toMatchObject([
      { name: 'ConsumedReadCapacityUnits', dimensions: { TableName: 'items' }, values: [[0.5, 1]] },
      { name: 'ConsumedWriteCapacityUnits', dimensions: { TableName: 'items' }, values: [[2, 1]] },
    ]);
  });

  it('counts what is written to a log group', () => {
    const { observer, measurements } = measured();
    observer.log({ logGroup: '/aws/lambda/buy', events: 2, bytes: 70 });

    expect(measurements).toMatchObject([
      { namespace: 'AWS/Logs', name: 'IncomingBytes', values: [[70, 1]], unit: 'Bytes' },
      { name: 'IncomingLogEvents', dimensions: { LogGroupName: '/aws/lambda/buy' } },
    ]);
  });
});
