import { type MeteredCall, type UsageObserver } from '../../metering/usage-meter.ts';
import { type Measurement } from '../metrics/metric-store.ts';

type Record = (measurement: Measurement) => void;

const MESSAGES: Readonly<{ [operation: string]: string }> = {
  SendMessage: 'NumberOfMessagesSent',
  SendMessageBatch: 'NumberOfMessagesSent',
  ReceiveMessage: 'NumberOfMessagesReceived',
  DeleteMessage: 'NumberOfMessagesDeleted',
  DeleteMessageBatch: 'NumberOfMessagesDeleted',
};

/**
 * What is counted for the bill, as the metrics that AWS makes of it: messages of queues, consumed units of tables, bytes
 * of log groups. What is zero is not recorded.
 */
export const measureUsage = (record: Record, now: () => number = Date.now): UsageObserver => {
  const add = (
    namespace: string,
    name: string,
    [dimension, value]: [string, string],
    amount = 0,
    unit = 'Count',
  ): void => {
    if (amount > 0)
      record({
        ...{ namespace, name, at: now(), unit },
        dimensions: { [dimension]: value },
        values: [[amount, 1]],
      });
  };
  const ofQueue = ({ operation, resource, messages, empty }: MeteredCall): void => {
    const name = MESSAGES[operation];
    if (name === undefined) return;
    add('AWS/SQS', name, ['QueueName', resource], messages);
    add('AWS/SQS', 'NumberOfEmptyReceives', ['QueueName', resource], empty);
  };
  const ofTable = ({ resource, readUnits, writeUnits }: MeteredCall): void => {
    add('AWS/DynamoDB', 'ConsumedReadCapacityUnits', ['TableName', resource], readUnits);
    add('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', ['TableName', resource], writeUnits);
  };
  return {
    call: (call) => {
      if (call.service === 'sqs') ofQueue(call);
      if (call.service === 'dynamodb') ofTable(call);
    },
    log: ({ logGroup, events, bytes }) => {
      add('AWS/Logs', 'IncomingBytes', ['LogGroupName', logGroup], bytes, 'Bytes');
      add('AWS/Logs', 'IncomingLogEvents', ['LogGroupName', logGroup], events);
    },
  };
};
