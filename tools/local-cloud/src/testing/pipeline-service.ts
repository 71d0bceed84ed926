import { CALL_AWS } from './call-aws.ts';
import { aFedQueue, aFunction, anHttpApi, aRole, arnOf, aTable } from './resources.ts';
import { writePackage } from './write-package.ts';

/** Answers 202 once the bus has the order. */
const ACCEPT = `${CALL_AWS}
exports.handler = async ({ body }) => {
  const Entries = [{ Source: 'shop', DetailType: 'Ordered', Detail: body }];
  const { FailedEntryCount } = await call('events', 'AWSEvents.PutEvents', { Entries });
  return { statusCode: FailedEntryCount === 0 ? 202 : 500 };
};`;
/** Writes one row per order. */
const STORE = `${CALL_AWS}
exports.handler = async ({ Records }) => {
  for (const { body } of Records) {
    const Item = { id: { S: JSON.parse(body).detail.id } };
    await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName: 'pipeline-orders', Item });
  }
};`;

const sized = { MemorySize: 1769, Timeout: 10 };

const resources = {
  OrdersTable: aTable('pipeline-orders'),
  ...aFedQueue('pipeline-orders'),
  Role: aRole('pipeline-role', ['events:PutEvents', 'dynamodb:PutItem']),
  AcceptFunction: aFunction('pipeline-accept', 'accept.zip', sized),
  StoreFunction: aFunction('pipeline-store', 'store.zip', sized),
  StoreTrigger: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf('Queue'),
      FunctionName: arnOf('StoreFunction'),
      BatchSize: 5,
    },
  },
  ...anHttpApi('pipeline', 'POST /orders', 'AcceptFunction'),
};

/**
 * Writes the package of a service in which an order goes all the way: HTTP API, bus, rule, queue, table `pipeline-orders`.
 */
export const packagePipeline = (directory: string): string =>
  writePackage(directory, {
    ...{ name: 'pipeline', folder: 'pipeline', resources },
    code: { 'accept.zip': ACCEPT, 'store.zip': STORE },
  });
