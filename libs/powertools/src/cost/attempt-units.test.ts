import { type Attempt, attemptUnits } from './attempt-units.ts';

const KB = 1024;
const failure = (name: string, properties: object = {}) =>
  Object.assign(new Error(name), { name }, properties);

const units = (service: string, attempt: Partial<Attempt>) =>
  attemptUnits(service, { operation: '', input: {}, ...attempt });

describe('attemptUnits', () => {
  describe('of DynamoDB', () => {
    const one = { ConsumedCapacity: { CapacityUnits: 1.5 } };
    const two = { ConsumedCapacity: [{ CapacityUnits: 2 }, { CapacityUnits: 3 }] };

    it.each([
      ['GetItem', one, { 'dynamodb.read-request-units': 1.5 }],
      ['Query', one, { 'dynamodb.read-request-units': 1.5 }],
      ['BatchGetItem', two, { 'dynamodb.read-request-units': 5 }],
      ['PutItem', one, { 'dynamodb.write-request-units': 1.5 }],
      ['BatchWriteItem', two, { 'dynamodb.write-request-units': 5 }],
    ])('are what %s says it consumed', (operation, output, expected) => {
      expect(units('dynamodb', { operation, output })).toEqual(expected);
    });

    it.each([
      ['ExecuteStatement', { Statement: 'SELECT * FROM items' }, 'read'],
      ['ExecuteStatement', { Statement: 'INSERT INTO items VALUE {}' }, 'write'],
      ['BatchExecuteStatement', { Statements: [{ Statement: ' select 1' }] }, 'read'],
      ['ExecuteTransaction', { TransactStatements: [{ Statement: 'UPDATE items' }] }, 'write'],
    ])('are read or written as PartiQL says: %s %j', (operation, input, kind) => {
      expect(units('dynamodb', { operation, input, output: one })).toEqual({
        [`dynamodb.${kind}-request-units`]: 1.5,
      });
    });

    it('are two for each item of a transaction that was cancelled', () => {
      const error = failure('TransactionCanceledException');
      const input = { TransactItems: [{}, {}, {}] };

      expect(units('dynamodb', { operation: 'TransactWriteItems', input, error })).toEqual({
        'dynamodb.write-request-units': 6,
      });
    });

    it('are not known when nobody says', () => {
      expect(units('dynamodb', { operation: 'PutItem', output: {} })).toEqual({
        'dynamodb.write-request-units': NaN,
      });
    });

    it.each([
      [{}, 1],
      [{ Item: { id: { S: 'x'.repeat(KB) } } }, 2],
    ])('are billed for a write that a condition refused', (input, expected) => {
      const error = failure('ConditionalCheckFailedException');

      expect(units('dynamodb', { operation: 'PutItem', input, error })).toEqual({
        'dynamodb.write-request-units': expected,
      });
    });

    it('are none for a call that was throttled', () => {
      const error = failure('ProvisionedThroughputExceededException');

      expect(units('dynamodb', { operation: 'PutItem', error })).toEqual({});
    });
  });

  it.each([
    ['PutObject', {}, { 's3.put.STANDARD': 1 }],
    ['PutObject', { StorageClass: 'GLACIER_IR' }, { 's3.put.GLACIER_IR': 1 }],
    ['ListObjectsV2', {}, { 's3.put.STANDARD': 1 }],
    ['CompleteMultipartUpload', {}, { 's3.put.STANDARD': 1 }],
    ['GetObject', {}, { 's3.get.STANDARD': 1 }],
    ['HeadObject', {}, { 's3.get.STANDARD': 1 }],
    ['DeleteObject', {}, {}],
  ])('of S3 depend on the class of the request: %s %j', (operation, input, expected) => {
    expect(units('s3', { operation, input })).toEqual(expected);
  });

  it('of S3 are billed for a request that was refused', () => {
    const error = failure('PreconditionFailed');

    expect(units('s3', { operation: 'PutObject', error })).toEqual({ 's3.put.STANDARD': 1 });
  });

  it.each<[string, Partial<Attempt>, number]>([
    ['SendMessage', { input: { MessageBody: 'x'.repeat(64 * KB) } }, 1],
    ['SendMessage', { input: { MessageBody: 'x'.repeat(64 * KB + 1) } }, 2],
    [
      'SendMessageBatch',
      {
        input: { Entries: [1, 2].map((id) => ({ Id: `${id}`, MessageBody: 'x'.repeat(33 * KB) })) },
      },
      2,
    ],
    ['ReceiveMessage', { output: { Messages: [{ Body: 'x'.repeat(65 * KB) }] } }, 2],
    ['ReceiveMessage', { output: {} }, 1],
    ['DeleteMessageBatch', {}, 1],
  ])('of SQS are 64 KB of %s', (operation, attempt, expected) => {
    expect(units('sqs', { operation, ...attempt })).toEqual({ 'sqs.requests.standard': expected });
  });

  it('of SQS are those of the type of the queue', () => {
    const input = { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/1/orders.fifo' };

    expect(units('sqs', { operation: 'DeleteMessage', input })).toEqual({ 'sqs.requests.fifo': 1 });
  });

  it('of EventBridge are 64 KB of each entry that the bus took', () => {
    const entry = (bytes: number) => ({ Source: 's', DetailType: 'd', Detail: 'x'.repeat(bytes) });
    const attempt = {
      operation: 'PutEvents',
      input: { Entries: [entry(64 * KB - 2), entry(64 * KB - 1), entry(10)] },
    };
    const output = { Entries: [{ EventId: '1' }, { EventId: '2' }, { ErrorCode: 'Throttled' }] };

    expect(units('eventbridge', { ...attempt, output })).toEqual({
      'eventbridge.custom-events': 3,
    });
    expect(units('eventbridge', { ...attempt, error: failure('Throttled') })).toEqual({});
  });

  it('of SNS are 64 KB of what is published', () => {
    const input = { Message: 'x'.repeat(65 * KB) };

    expect(units('sns', { operation: 'Publish', input })).toEqual({ 'sns.publishes.standard': 2 });
    expect(units('sns', { operation: 'GetTopicAttributes' })).toEqual({});
  });

  it('of an invoked function are its own', () => {
    expect(units('lambda', { operation: 'Invoke' })).toEqual({});
  });

  it('of any other service are not known', () => {
    expect(units('sfn', { operation: 'StartExecution' })).toEqual({ sfn: NaN });
  });
});
