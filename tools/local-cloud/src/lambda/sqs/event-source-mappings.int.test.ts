import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs, type FauxqsServer } from 'fauxqs';
import { aRequest } from '../../testing/a-request.ts';
import { startTestLambda, until, type TestLambda } from '../testing/start-test-lambda.ts';
import { type EventSourceMapping } from '../types.ts';

let engine: FauxqsServer;
let sqs: SQSClient;
let test: TestLambda;
let queueUrl: string;

const mapping: EventSourceMapping = {
  uuid: 'orders-to-worker',
  functionName: 'worker',
  queueArn: 'arn:aws:sqs:us-east-1:000000000000:orders',
  enabled: true,
  batchSize: 100,
  maximumBatchingWindowS: 1,
  filterPatterns: [],
  reportBatchItemFailures: true,
  maximumConcurrency: 2,
};

const send = async (bodies: string[]): Promise<void> => {
  for (let index = 0; index < bodies.length; index += 10) {
    const Entries = bodies
      .slice(index, index + 10)
      .map((MessageBody, id) => ({ Id: String(id), MessageBody }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  }
};

const left = async (): Promise<number> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
  );
  const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: taken } =
    Attributes!;
  return Number(visible) + Number(taken);
};

beforeEach(async () => {
  engine = await startFauxqs({ port: 0, logger: false });
  queueUrl = engine.createQueue('orders', { attributes: { VisibilityTimeout: '2' } }).queueUrl;
  sqs = new SQSClient({
    region: 'us-east-1',
    endpoint: engine.address,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  test = startTestLambda({ sqs });
});

afterEach(async () => {
  await test.stop();
  sqs.destroy();
  await engine.stop();
});

describe('a queue trigger', () => {
  it('hands batches to the function and empties the queue', async () => {
    await test.put(
      `export const handler = async ({ Records }) => { console.log('batch', Records.length); };`,
    );
    await send(Array.from({ length: 120 }, (_, index) => `message ${index}`));

    await test.lambda.putEventSourceMapping(mapping);
    await until(async () => (await left()) === 0);

    const sizes = test.logs
      .filter((line) => line.includes('\tbatch '))
      .map((line) => Number(line.split('batch ')[1]));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(120);
    expect(Math.max(...sizes)).toBe(100);
  });

  it('retries the failed message of a batch alone', async () => {
    await test.put(`export const handler = async ({ Records }) => {
      for (const { body, attributes } of Records) console.log(body, attributes.ApproximateReceiveCount);
      return { batchItemFailures: Records
        .filter(({ body, attributes }) => body === 'bad' && attributes.ApproximateReceiveCount === '1')
        .map(({ messageId }) => ({ itemIdentifier: messageId })) }; };`);
    await send(['good', 'bad', 'fine']);

    await test.lambda.putEventSourceMapping(mapping);
    await until(async () => (await left()) === 0);

    const seen = test.logs.map((line) => line.split('\tINFO\t')[1]).filter(Boolean);
    expect(seen.sort()).toEqual(['bad 1', 'bad 2', 'fine 1', 'good 1']);
  });

  it('gives messages back that no function could take', async () => {
    await test.put(`export const handler = async () => undefined;`, { reservedConcurrency: 0 });
    await send(['waiting']);
    await test.lambda.putEventSourceMapping(mapping);
    await until(async () => {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['All'] }),
      );
      return Attributes?.ApproximateNumberOfMessagesNotVisible === '1';
    });

    await test.lambda.removeEventSourceMapping(mapping.uuid);

    expect(await left()).toBe(1);
  });

  it('is disabled and enabled again through the API, and loses nothing', async () => {
    await test.put(`export const handler = async () => undefined;`);
    await test.lambda.putEventSourceMapping(mapping);
    const call = async (method: string, body?: object) => {
      const path = `/2015-03-31/event-source-mappings/${mapping.uuid}`;
      const content = Buffer.from(body ? JSON.stringify(body) : '');
      const answer = await test.lambda.api(aRequest({ method, path, body: content }));
      return JSON.parse(String(answer.body)) as { State?: string; Message?: string };
    };

    expect(await call('PUT', { Enabled: false })).toMatchObject({ State: 'Disabling' });
    expect((await call('PUT', { Enabled: true })).Message).toContain('in use');
    await until(async () => (await call('GET')).State === 'Disabled');
    await send(['waiting']);
    expect(await left()).toBe(1);

    expect(await call('PUT', { Enabled: true })).toMatchObject({ State: 'Enabling' });
    await until(async () => (await call('GET')).State === 'Enabled');
    await until(async () => (await left()) === 0);
  });
});
