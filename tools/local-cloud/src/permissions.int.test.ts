import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { type Cloud, createCloud } from './cloud.ts';
import { packageShop } from './testing/shop-service.ts';

const queuePolicy = (ruleName: string) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'OrdersQueue' }],
    PolicyDocument: {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] },
        Condition: {
          ArnEquals: {
            'aws:SourceArn': {
              'Fn::Sub': `arn:aws:events:\${AWS::Region}:\${AWS::AccountId}:rule/${ruleName}`,
            },
          },
        },
      },
    },
  },
});

/** A rule to the shop's queue; its dead letters have a queue with a policy of its own. */
const rule = {
  SoldRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'sold',
      EventPattern: { source: ['shop'] },
      Targets: [
        {
          Id: 'queue',
          Arn: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['UndeliveredQueue', 'Arn'] } },
        },
      ],
    },
  },
  UndeliveredQueue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'shop-undelivered' } },
  UndeliveredPolicy: {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: {
      Queues: [{ Ref: 'UndeliveredQueue' }],
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: '*',
          },
        ],
      },
    },
  },
};

describe('what one service may do to another', () => {
  let directory: string;
  let cloud: Cloud;
  let reports: string[];

  const start = async (more: Record<string, unknown>) => {
    cloud = await createCloud({
      services: [packageShop(directory, { more })],
      directory,
      report: (level, source, message) => void reports.push(`${level} ${source}: ${message}`),
    });
  };
  const putEvent = async () => {
    const { endpoint } = cloud;
    const credentials = { accessKeyId: 'me', secretAccessKey: 'secret' };
    const client = new EventBridgeClient({ endpoint, region: 'us-east-1', credentials });
    const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{"id":"7"}' };
    await client.send(new PutEventsCommand({ Entries: [entry] }));
  };
  const receive = async (queue: string): Promise<Message | undefined> => {
    const { endpoint, sqs } = cloud.context;
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: `${endpoint}/000000000000/${queue}`,
        WaitTimeSeconds: 10,
        MessageAttributeNames: ['All'],
      }),
    );
    return Messages?.[0];
  };

  beforeEach(() => {
    reports = [];
    directory = mkdtempSync(join(tmpdir(), 'permissions-'));
  });
  afterEach(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('lets a rule send to a queue whose policy allows it', async () => {
    await start({ ...rule, OrdersPolicy: queuePolicy('sold') });

    await putEvent();

    expect(JSON.parse((await receive('shop-orders'))?.Body ?? '')).toMatchObject({
      detail: { id: '7' },
    });
    expect(reports).toEqual([]);
  });

  it.each([
    ['no policy', {}],
    ['a policy for another rule', { OrdersPolicy: queuePolicy('sold2') }],
  ])(
    'sends the event of a rule to its dead-letter queue when the queue has %s',
    async (_, more) => {
      await start({ ...rule, ...more });

      await putEvent();

      const { Body = '', MessageAttributes } = (await receive('shop-undelivered')) ?? {};
      expect(JSON.parse(Body)).toMatchObject({ detail: { id: '7' } });
      expect(MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
      expect(reports).toEqual([
        expect.stringMatching(
          /rule\/sold can't reach .*:shop-orders: NO_PERMISSIONS no AWS::SQS::QueuePolicy allows events.amazonaws.com sqs:SendMessage; the event is in .*:shop-undelivered$/,
        ),
      ]);
    },
  );

  it('delivers after a restart what was accepted before, as the policies allow', async () => {
    await start({ ...rule, OrdersPolicy: queuePolicy('sold') });
    await putEvent();
    await cloud.stop(); // whether the event was delivered or not
    await start({ ...rule, OrdersPolicy: queuePolicy('sold') });

    expect(await receive('shop-orders')).toBeDefined();
    expect(reports).toEqual([]);
  });

  it('answers 500 and says why when an HTTP API has no permission to invoke its function', async () => {
    const permission = {
      FunctionName: { 'Fn::GetAtt': ['BuyFunction', 'Arn'] },
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      SourceArn: 'arn:aws:execute-api:us-east-1:000000000000:another/*',
    };
    await start({ HttpApiPermission: { Type: 'AWS::Lambda::Permission', Properties: permission } });

    const answer = await fetch(`${cloud.outputs().services.shop?.httpApi}/buy/7`);

    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal Server Error' });
    expect(reports).toEqual([
      'error shop: GET /buy/{id} may not invoke shop-buy: no AWS::Lambda::Permission allows apigateway.amazonaws.com',
    ]);
  });
});
