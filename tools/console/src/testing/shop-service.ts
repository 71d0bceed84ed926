import {
  aFedQueue,
  aFunction,
  anHttpApi,
  aRole,
  arnOf,
  aTable,
  CALL_AWS,
  writePackage,
} from '@acado/local-cloud/testing';

/** Puts what it is sent on the bus. */
const PLACE = `${CALL_AWS}
exports.handler = async ({ body }) => {
  const Entries = [{ Source: 'shop', DetailType: 'Ordered', Detail: body, EventBusName: 'acado-shop-local-orders' }];
  const { FailedEntryCount } = await call('events', 'AWSEvents.PutEvents', { Entries });
  process.stdout.write('{"_aws":{},"EstimatedCost":0.000002,"records":1}\\n');
  return { statusCode: FailedEntryCount === 0 ? 202 : 500 };
};`;
/** Writes a row per order, and fails a poisoned one until the row "antidote" is there. */
const STORE = `${CALL_AWS}
exports.handler = async ({ Records }) => {
  for (const { body } of Records) {
    const { id } = JSON.parse(body).detail;
    const TableName = 'acado-shop-local-orders';
    const { Item } = await call('dynamodb', 'DynamoDB_20120810.GetItem', { TableName, Key: { id: { S: 'antidote' } } });
    if (id === 'poison' && !Item) throw new TypeError('poison <b>');
    await call('dynamodb', 'DynamoDB_20120810.PutItem', { TableName, Item: { id: { S: id } } });
  }
  process.stdout.write('{"_aws":{},"EstimatedCost":0.000006,"records":2}\\n');
};`;

const { Queue, ...fed } = aFedQueue('acado-shop-local-orders', { Ref: 'OrdersBus' });
const roomy = { MemorySize: 1769, Timeout: 10 };

const resources = {
  OrdersBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'acado-shop-local-orders' } },
  OrdersTable: aTable('acado-shop-local-orders'),
  OrdersDeadLetterQueue: {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: 'acado-shop-local-orders-dlq' },
  },
  ...fed,
  Queue: {
    ...Queue,
    Properties: {
      ...{ ...Queue.Properties, VisibilityTimeout: 1 },
      RedrivePolicy: { deadLetterTargetArn: arnOf('OrdersDeadLetterQueue'), maxReceiveCount: 1 },
    },
  },
  Role: aRole('shop-role', ['events:PutEvents', 'dynamodb:PutItem', 'dynamodb:GetItem']),
  PlaceFunction: aFunction('acado-shop-local-place', 'place.zip', roomy),
  StoreFunction: aFunction('acado-shop-local-store', 'store.zip', roomy),
  StoreTrigger: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      ...{ EventSourceArn: arnOf('Queue'), FunctionName: arnOf('StoreFunction'), BatchSize: 1 },
    },
  },
  ...anHttpApi('shop', 'POST /orders', 'PlaceFunction'),
};

/** Writes the package of a service that takes orders, sends them to itself and stores them; its folder. */
export const packageShop = (directory: string): string =>
  writePackage(directory, {
    ...{ name: 'acado-shop', folder: 'shop', resources },
    functions: { place: 'acado-shop-local-place', store: 'acado-shop-local-store' },
    code: { 'place.zip': PLACE, 'store.zip': STORE },
  });
