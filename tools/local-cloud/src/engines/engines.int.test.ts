import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  ChangeMessageVisibilityCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { callerOf } from './call.ts';
import { createInProcessSqsClient } from './sqs-client.ts';
import { type Engines, startEngines } from './start-engines.ts';

const account = { region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566' };
const QueueUrl = `${account.endpoint}/000000000000/orders`;
const table = {
  TableName: 'items',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
};

describe('engines', () => {
  let stateDir: string;
  let engines: Engines | undefined;

  beforeEach(() => {
    stateDir = mkdtempSync(join(tmpdir(), 'engines-'));
  });
  afterEach(async () => {
    await engines?.stop();
    engines = undefined;
    rmSync(stateDir, { recursive: true });
  });

  const start = async () => {
    engines = await startEngines({ stateDir, region: account.region });
    return {
      fauxqs: callerOf(engines.queuesAndObjects.api, account),
      dynamoDb: callerOf(engines.dynamoDb.api, account),
      sqs: createInProcessSqsClient(engines.queuesAndObjects.api, account),
    };
  };

  it('have a table as soon as it is created, in the region of the cloud', async () => {
    const { dynamoDb } = await start();

    await dynamoDb.json('DynamoDB_20120810.CreateTable', table);
    await dynamoDb.json('DynamoDB_20120810.PutItem', {
      TableName: 'items',
      Item: { id: { S: 'a' } },
    });

    const { Table } = await dynamoDb.json('DynamoDB_20120810.DescribeTable', {
      TableName: 'items',
    });
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/items',
    });
  });

  it.each(['', '{', 'null', '[]', '"text"', '7'])(
    'refuse the body %j and live on',
    async (body) => {
      const { dynamoDb } = await start();

      const answer = await engines?.dynamoDb.api({
        method: 'POST',
        path: '/',
        query: new URLSearchParams(),
        headers: { 'x-amz-target': 'DynamoDB_20120810.PutItem' },
        body: Buffer.from(body),
        principal: { kind: 'developer' },
      });

      expect(answer?.status).toBe(400);
      const { TableNames } = await dynamoDb.json('DynamoDB_20120810.ListTables', {});
      expect(TableNames).toEqual([]);
    },
  );

  it('have a table again whose creation was cut off', async () => {
    const { Level } = createRequire(require.resolve('dynalite'))('level') as {
      Level: new (
        path: string,
        options: object,
      ) => {
        put(key: string, value: object): Promise<void>;
        close(): Promise<void>;
      };
    };
    const database = new Level(join(stateDir, 'dynamodb'), { valueEncoding: 'json' });
    await database.put('table~items', { ...table, TableStatus: 'CREATING' });
    await database.close();

    const { dynamoDb } = await start();

    const put = { TableName: 'items', Item: { id: { S: 'a' } } };
    await expect(dynamoDb.json('DynamoDB_20120810.PutItem', put)).resolves.toEqual({});
  });

  it('take what SQS takes in a message: emoji, but no control characters', async () => {
    const { fauxqs, sqs } = await start();
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });

    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'thanks 🎉' }));

    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages.map(({ Body }) => Body)).toEqual(['thanks 🎉']);
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no \u0001' })),
    ).rejects.toThrow();
  });

  it('keep a message whose visibility is set to zero, and count its receives', async () => {
    const { fauxqs, sqs } = await start();
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    const [message] = (await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? [];
    await sqs.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: message?.ReceiptHandle,
        VisibilityTimeout: 0,
      }),
    );

    const again = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );

    expect(again.Messages?.[0]).toMatchObject({
      Body: 'one',
      Attributes: { ApproximateReceiveCount: '2' },
    });
  });

  it('move a dead letter in one step, so that no kill can lose it', async () => {
    const { fauxqs, sqs } = await start();
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'dead' });
    const RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:000000000000:dead',
      maxReceiveCount: 1,
    });
    await fauxqs.json('AmazonSQS.CreateQueue', {
      QueueName: 'orders',
      Attributes: { RedrivePolicy, VisibilityTimeout: '0' },
    });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const database = new DatabaseSync(join(stateDir, 'fauxqs/fauxqs.db'));
    database.exec(
      "CREATE TRIGGER never_deleted BEFORE DELETE ON sqs_messages BEGIN SELECT RAISE(ABORT, 'deleted'); END",
    );

    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));

    expect(Messages).toBeUndefined();
    expect(database.prepare('SELECT queue_name, body FROM sqs_messages').all()).toEqual([
      { queue_name: 'dead', body: 'one' },
    ]);
    database.close();
  });

  it('bring dead letters back to the queue they came from', async () => {
    const { fauxqs, sqs } = await start();
    const arn = (name: string) => `arn:aws:sqs:eu-west-1:000000000000:${name}`;
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'dead' });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arn('dead'), maxReceiveCount: 3 });
    const Attributes = { RedrivePolicy };
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders', Attributes });
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'order' } };
    for (let index = 0; index < 25; index++)
      await fauxqs.json('AmazonSQS.SendMessage', {
        ...{ QueueUrl: QueueUrl.replace('orders', 'dead'), MessageBody: `${index}` },
        MessageAttributes,
      });

    const { queueUrls } = await sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl: QueueUrl.replace('orders', 'dead') }),
    );
    expect(queueUrls).toEqual([QueueUrl]);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn('dead') }));

    const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: arn('dead') }));
    expect(Results?.[0]).toMatchObject({
      Status: 'COMPLETED',
      ApproximateNumberOfMessagesMoved: 25,
    });
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }),
    );
    expect(Messages[0]).toMatchObject({ Body: '0', MessageAttributes });
    const left = await fauxqs.json('AmazonSQS.GetQueueAttributes', {
      ...{ QueueUrl: QueueUrl.replace('orders', 'dead'), AttributeNames: ['All'] },
    });
    expect(left.Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
    await expect(
      sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn('orders') })),
    ).rejects.toThrow('Source queue must be configured as a Dead Letter Queue.');
  });

  it('give what a process had received when it ended to the next one', async () => {
    const first = await start();
    await first.fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });
    await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    await first.sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 600 }));
    await engines?.stop();

    const { sqs } = await start();

    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['one']);
  });

  it('give back what arrives for a poller that has stopped', async () => {
    const { fauxqs, sqs } = await start();
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });
    const stopped = new AbortController();
    const poll = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: stopped.signal,
    });
    setImmediate(() => stopped.abort());
    await expect(poll).rejects.toThrow('aborted');

    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }),
    );

    expect(Messages?.map(({ Body }) => Body)).toEqual(['one']);
  });

  it('count no receive of a poller that stopped before the message came', async () => {
    const { fauxqs } = await start();
    const { endReceives } = engines!.queuesAndObjects;
    const sqs = createInProcessSqsClient(engines!.queuesAndObjects.api, {
      ...account,
      endReceives,
    });
    await fauxqs.json('AmazonSQS.CreateQueue', { QueueName: 'orders' });
    const stopping = new AbortController();
    const poll = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }), {
      abortSignal: stopping.signal,
    });
    setImmediate(() => stopping.abort());
    await expect(poll).rejects.toThrow('aborted');
    // An answered receive later, the one before it is over.
    await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 }));

    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late' }));
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
    );
    expect(Messages?.[0]?.Attributes?.ApproximateReceiveCount).toBe('1');
  });

  it('keep tables, messages and objects when their process is killed', async () => {
    const writer = spawn(
      process.execPath,
      [join(import.meta.dirname, 'testing/write-and-wait.ts'), stateDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [line] = (await once(writer.stdout, 'data')) as [Buffer];
    expect(line.toString()).toBe('written\n');
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    const { fauxqs, dynamoDb, sqs } = await start();

    const { Item } = await dynamoDb.json('DynamoDB_20120810.GetItem', {
      TableName: 'items',
      Key: { id: { S: 'kept' } },
    });
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const object = await fauxqs.rest('GET', '/receipts/a/b.txt');
    expect(Item).toEqual({ id: { S: 'kept' } });
    expect(Messages?.map(({ Body }) => Body)).toEqual(['kept']);
    expect(Buffer.from(object.body ?? '').toString()).toBe('kept');
  });

  it.each(['fauxqs/fauxqs.db', 'dynamodb/CURRENT'])(
    'do not start when %s is broken',
    async (file) => {
      await start();
      await engines?.stop();
      engines = undefined;
      writeFileSync(join(stateDir, file), 'this is no database at all, and never was one');

      await expect(startEngines({ stateDir, region: account.region })).rejects.toThrow();
    },
  );
});
