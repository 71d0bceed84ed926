import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request as send } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AwsApi } from '../src/aws-api.ts';
import { awsServices } from '../src/endpoint/aws-services.ts';
import { createEndpoint } from '../src/endpoint/create-endpoint.ts';
import { withTableSettings } from '../src/endpoint/dynamodb.ts';
import { createS3 } from '../src/endpoint/s3.ts';
import { callerOf } from '../src/engines/call.ts';
import { startEngines } from '../src/engines/start-engines.ts';
import { createIam } from '../src/iam/create-iam.ts';
import { createMetering } from '../src/metering/create-metering.ts';
import { listen } from '../src/server.ts';

/**
 * What counting adds to requests of a function, by kind of request: an endpoint that counts and one that does not, before
 * the same engines, take turns, so that a busy machine slows both.
 * npx node tools/local-cloud/bench/metering-overhead.ts [--rounds 30] [--requests 100]
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '30' },
    requests: { type: 'string', default: '100' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'metering-overhead-'));
const account = { region: 'us-east-1', accountId: '000000000000' };
const engines = await startEngines({ stateDir: join(folder, 'state'), region: account.region });
const queues = engines.queuesAndObjects.api;
const tables = withTableSettings(engines.dynamoDb.api, folder);
const iam = createIam(account);
const roleArn = `arn:aws:iam::${account.accountId}:role/bench`;
iam.putRole(roleArn, [{ Effect: 'Allow', Action: '*', Resource: '*' }]);
const { accessKeyId } = iam.credentialsFor(roleArn, 'bench');
const metering = createMetering((_level, _source, message) => console.error(message));

const unused: AwsApi = () => Promise.resolve({ status: 501 });
const others = {
  sns: unused,
  sts: unused,
  lambda: unused,
  events: unused,
  states: unused,
  apiGateway: unused,
  logs: unused,
  monitoring: unused,
};
const plainS3 = createS3({ engine: engines.queuesAndObjects, iam, accountId: account.accountId });
const base = { iam, ...account, pages: {}, onError: console.error };
const endpoints = {
  without: createEndpoint({
    ...base,
    services: awsServices({ ...others, dynamodb: tables, sqs: queues }),
    s3: plainS3,
  }),
  with: createEndpoint({
    ...base,
    services: awsServices({
      ...{ ...others, dynamodb: metering.dynamodb(tables), sqs: metering.sqs(queues) },
    }),
    s3: metering.s3(plainS3),
  }),
};
const server = createServer();
const { port, setListener, close } = await listen(server, 0);
const agent = new Agent({ keepAlive: true });

const call = (
  service: string,
  path: string,
  method: string,
  body: string,
  target = '',
): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      'x-amz-date': '20260101T000000Z',
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`,
      ...(target && { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' }),
      'content-length': Buffer.byteLength(body),
    };
    const asked = send({ agent, host: '127.0.0.1', port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () =>
        answer.statusCode === 200
          ? resolve(text)
          : reject(new Error(`${answer.statusCode} ${text}`)),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
const json = (target: string, parameters: object) =>
  call(
    target.startsWith('A') ? 'sqs' : 'dynamodb',
    '/',
    'POST',
    JSON.stringify(parameters),
    target,
  );

const engine = callerOf(tables, { ...account, endpoint: 'http://127.0.0.1' });
await engine.json('DynamoDB_20120810.CreateTable', {
  TableName: 'items',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
});
const local = callerOf(queues, { ...account, endpoint: 'http://127.0.0.1' });
await local.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });
await local.rest('PUT', '/photos');

const QueueUrl = 'http://127.0.0.1/000000000000/orders';
const note = 'x'.repeat(1000);
const Item = () => ({ id: { S: randomUUID() }, note: { S: note } });
const kinds: Record<string, () => Promise<unknown>> = {
  'PutItem, 1 KB': () => json('DynamoDB_20120810.PutItem', { TableName: 'items', Item: Item() }),
  'BatchWriteItem, 25 KB': () =>
    json('DynamoDB_20120810.BatchWriteItem', {
      RequestItems: { items: Array.from({ length: 25 }, () => ({ PutRequest: { Item: Item() } })) },
    }),
  'Query, an item': () =>
    json('DynamoDB_20120810.Query', {
      ...{ TableName: 'items', KeyConditionExpression: 'id = :id' },
      ExpressionAttributeValues: { ':id': { S: 'none' } },
    }),
  'SendMessage, 1 KB': () => json('AmazonSQS.SendMessage', { QueueUrl, MessageBody: note }),
  'ReceiveMessage, 10 KB': () =>
    json('AmazonSQS.ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
  'PutObject, 100 KB': () => call('s3', `/photos/${randomUUID()}`, 'PUT', note.repeat(100)),
};

/** Milliseconds of CPU per request, of client and endpoint together: what else the machine does is not in them. */
const round = async (
  mode: keyof typeof endpoints,
  kind: () => Promise<unknown>,
): Promise<number> => {
  setListener(endpoints[mode]);
  const before = process.cpuUsage();
  for (let count = 0; count < Number(values.requests); count++) await kind();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / Number(values.requests);
};
const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

for (const [name, kind] of Object.entries(kinds)) {
  await round('with', kind);
  const without: number[] = [];
  const withIt: number[] = [];
  for (let count = 0; count < Number(values.rounds); count++) {
    without.push(await round('without', kind));
    withIt.push(await round('with', kind));
  }
  const [before, after] = [median(without), median(withIt)];
  console.log(
    `${name.padEnd(24)} ${before.toFixed(3)} ms, counted ${after.toFixed(3)} ms: ratio ${(after / before).toFixed(3)}`,
  );
}
agent.destroy();
await close();
await engines.stop();
rmSync(folder, { recursive: true });
