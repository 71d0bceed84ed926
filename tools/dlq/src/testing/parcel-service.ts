import { aFunction, aRole, arnOf, writePackage } from '@acado/local-cloud/testing';

/** Fails each message with "poison" in it, and says so as createSqsHandler does; one with "hang" takes too long. */
const STORE = `
exports.handler = async ({ Records }) => {
  if (Records.some(({ body }) => body.includes('hang'))) await new Promise(() => setInterval(() => 0, 1000));
  return { batchItemFailures: Records.flatMap(({ messageId, body }) => {
    if (!body.includes('poison')) return [];
    const error = { name: 'TypeError', message: 'cannot store ' + JSON.parse(body).id, stack: '' };
    const reasons = [{ messages: 1, which: [{ messageId }], error }];
    console.error(JSON.stringify({ level: 'ERROR', message: 'Messages failed', reasons }));
    return [{ itemIdentifier: messageId }];
  }) };
};`;
/** Fails each event. */
const BILL = `
exports.handler = async (event) => { throw new RangeError('no bill for ' + event.id); };`;

const aQueue = (name: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: `acado-parcel-local-${name}`, ...more },
});

const resources = {
  OrdersDeadLetterQueue: aQueue('orders-dlq'),
  OrdersQueue: aQueue('orders', {
    VisibilityTimeout: 1,
    RedrivePolicy: { deadLetterTargetArn: arnOf('OrdersDeadLetterQueue'), maxReceiveCount: 1 },
  }),
  RuleDeadLetterQueue: aQueue('rule-dlq'),
  BillDeadLetterQueue: aQueue('bill-dlq'),
  Role: aRole('parcel-role', ['sqs:SendMessage']),
  StoreFunction: aFunction('acado-parcel-local-store', 'store.zip', { Timeout: 1 }),
  BillFunction: aFunction('acado-parcel-local-bill', 'bill.zip', { Timeout: 10 }),
  StoreTrigger: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf('OrdersQueue'),
      FunctionName: arnOf('StoreFunction'),
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  BillConfig: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      ...{ FunctionName: { Ref: 'BillFunction' }, Qualifier: '$LATEST', MaximumRetryAttempts: 0 },
      DestinationConfig: { OnFailure: { Destination: arnOf('BillDeadLetterQueue') } },
    },
  },
  // May write to the dead-letter queue, but not to the queue.
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'acado-parcel-local-orders',
      EventPattern: { source: ['shop'] },
      Targets: [
        {
          ...{ Id: 'queue', Arn: arnOf('OrdersQueue') },
          DeadLetterConfig: { Arn: arnOf('RuleDeadLetterQueue') },
        },
      ],
    },
  },
  RuleQueuePolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'RuleDeadLetterQueue' }],
      PolicyDocument: {
        Statement: {
          ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: arnOf('RuleDeadLetterQueue') },
          Principal: { Service: 'events.amazonaws.com' },
        },
      },
    },
  },
};

/** Writes the package of a service in which everything ends in a dead-letter queue; its folder. */
export const packageParcel = (directory: string): string =>
  writePackage(directory, {
    ...{ name: 'acado-parcel', folder: 'parcel', resources },
    functions: { store: 'acado-parcel-local-store', bill: 'acado-parcel-local-bill' },
    code: { 'store.zip': STORE, 'bill.zip': BILL },
  });
