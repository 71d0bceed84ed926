import type { FunctionDefinition } from './functions.ts';
import { missingPrices, rateCard } from './rates.ts';
import type { Resources } from './template.ts';

const resources: Resources = {
  OrdersQueue: { Type: 'AWS::SQS::Queue' },
  StrictQueue: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
  OrdersRule: {
    Type: 'AWS::Events::Rule',
    Properties: { Targets: [{ Id: 'queue', Arn: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] } }] },
  },
};

const cardOf = (definition: Partial<FunctionDefinition>, region = 'us-east-1') => {
  const { text, missing } = rateCard({
    definition: { name: 'a', iamRoleStatements: [], ...definition },
    defaults: { architecture: 'arm64', timeout: 10 },
    region,
    resources,
  });
  return { card: JSON.parse(text) as Record<string, unknown>, missing, text };
};

describe('rateCard', () => {
  it('has the prices of the region and the architecture', () => {
    expect(cardOf({}).card).toEqual({
      timeoutMs: 10_000,
      gbSecond: 0.0000133334,
      request: 2e-7,
      logGb: 0.5,
      data: {},
      trigger: {},
    });
    expect(cardOf({ architecture: 'x86_64', timeout: 3 }).card).toMatchObject({
      timeoutMs: 3000,
      gbSecond: 0.0000166667,
    });
    expect(cardOf({}, 'eu-west-1').card).not.toHaveProperty('logGb');
  });

  it("has the framework's own where neither function nor service says another", () => {
    const definition = { name: 'a', iamRoleStatements: [] };
    const { text } = rateCard({ definition, defaults: {}, region: 'us-east-1', resources });
    expect(JSON.parse(text)).toMatchObject({ timeoutMs: 6000, gbSecond: 0.0000166667 });
  });

  it.each<[FunctionDefinition['events'], object]>([
    [[{ httpApi: 'GET /' }], { 'api-gateway.http.requests': 0.000001 }],
    [[{ http: 'GET /' }], { 'api-gateway.rest.requests': 0.0000035 }],
    [
      [{ sqs: { arn: { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] } } }],
      { 'sqs.requests.standard': 4e-7 },
    ],
    [[{ sqs: { arn: { 'Fn::GetAtt': ['StrictQueue', 'Arn'] } } }], { 'sqs.requests.fifo': 5e-7 }],
    [[{ sqs: 'arn:aws:sqs:us-east-1:1:a.fifo' }], { 'sqs.requests.fifo': 5e-7 }],
    [[{ schedule: 'rate(1 hour)' }, { eventBridge: {} }], {}],
  ])('has the prices of the triggers %j', (events, trigger) => {
    expect(cardOf({ events }).card.trigger).toEqual(trigger);
  });

  it('says when a rule feeds the queue', () => {
    const sqs = (queue: string) => [{ sqs: { arn: { 'Fn::GetAtt': [queue, 'Arn'] } } }];

    expect(cardOf({ events: sqs('OrdersQueue') }).card).toHaveProperty('queueFedByRule', true);
    expect(cardOf({ events: sqs('StrictQueue') }).card).not.toHaveProperty('queueFedByRule');
  });

  it('has the prices of what the role may call', () => {
    const iamRoleStatements = [
      { Effect: 'Allow', Action: 'events:PutEvents', Resource: 'a' },
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'b' },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: 'c' },
    ];

    expect(cardOf({ iamRoleStatements }).card.data).toEqual({
      'eventbridge.custom-events': 0.000001,
      's3.put.STANDARD': 0.000005,
      's3.get.STANDARD': 4e-7,
    });
  });

  it.each<[string, Partial<FunctionDefinition>]>([
    ['a role from elsewhere', { role: 'arn:aws:iam::1:role/mine' }],
    ['everything', { iamRoleStatements: [{ Action: '*' }] }],
    ['everything but', { iamRoleStatements: [{ NotAction: 'iam:*' }] }],
  ])('has the prices of all calls for %s, and is still small', (_, definition) => {
    const { card, text } = cardOf(definition);

    expect(Object.keys(card.data as object)).toHaveLength(7);
    expect(text.length).toBeLessThan(512);
  });

  it('leaves out a part whose price the book does not have, and names region and item', () => {
    const iamRoleStatements = [{ Action: ['dynamodb:PutItem', 'events:PutEvents'] }];
    const { card, missing } = cardOf({ iamRoleStatements }, 'ap-northeast-1');

    expect(card).not.toHaveProperty('data');
    expect(card).toMatchObject({ gbSecond: 0.0000133334 });
    expect(missing).toContainEqual({
      region: 'ap-northeast-1',
      item: 'eventbridge.custom-events',
    });
  });
});

describe('missingPrices', () => {
  it('names each region and item once', () => {
    const one = { region: 'us-east-2', item: 'lambda.requests.arm64' } as const;
    const two = { region: 'us-east-2', item: 'cloudwatch.logs.lambda' } as const;

    expect(missingPrices([one, two, one])).toContain(
      'cloudwatch.logs.lambda in us-east-2, lambda.requests.arm64 in us-east-2.',
    );
  });
});
