// Writes through the engines as one process, says so, and waits to be killed.
import { callerOf } from '../call.ts';
import { startEngines } from '../start-engines.ts';

const [stateDir = ''] = process.argv.slice(2);
const region = 'eu-west-1';
const engines = await startEngines({ stateDir, region });
const account = { region, endpoint: 'http://127.0.0.1:4566' };
const dynamoDb = callerOf(engines.dynamoDb.api, account);
const fauxqs = callerOf(engines.queuesAndObjects.api, account);

await dynamoDb.json('DynamoDB_20120810.CreateTable', {
  TableName: 'items',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
await dynamoDb.json('DynamoDB_20120810.PutItem', {
  TableName: 'items',
  Item: { id: { S: 'kept' } },
});
await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });
await fauxqs.json('AmazonSQS.SendMessage', {
  QueueUrl: `${account.endpoint}/000000000000/orders`,
  MessageBody: 'kept',
});
await fauxqs.rest('PUT', '/receipts');
await fauxqs.rest('PUT', '/receipts/a/b.txt', 'kept');
console.log('written');
setInterval(() => undefined, 1_000);
