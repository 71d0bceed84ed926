import { checkStack } from '../guardrails/check-stack.ts';
import { exemptionRules } from '../guardrails/exemption-rules.ts';
import { aSoundStack } from '../testing/a-sound-stack.ts';
import type { Resource } from '../template.ts';
import { rules } from './index.ts';
import type { Stack } from './rule.ts';

type Change = (stack: ReturnType<typeof aSoundStack>) => void;

const findingsAfter = (change: Change): string[] => {
  const stack = aSoundStack();
  change(stack);
  return checkStack({ stack }).findings.map(
    ({ rule, resource, message }) => `${rule} ${resource}: ${message}`,
  );
};

const set =
  (id: string, properties: object): Change =>
  ({ resources }) => {
    Object.assign((resources[id]!.Properties ??= {}), properties);
  };

const add =
  (id: string, resource: Resource): Change =>
  ({ resources }) => {
    resources[id] = resource;
  };

const remove =
  (id: string): Change =>
  ({ resources }) => {
    delete resources[id];
  };

const facts =
  (name: string, changed: object): Change =>
  (stack) => {
    const functions = new Map(stack.functions);
    functions.set(name, { ...functions.get(name)!, ...changed });
    stack.functions = functions;
  };

const tags = ['Service', 'Stage', 'CostCenter'].map((Key) => ({ Key, Value: 'x' }));
const writeOrders = 'acado-worker-b-dev-writeOrders';
const longName = 'r'.repeat(65);

/** Of each rule: what breaks it, and it alone, in a stack that is sound; and what it says. */
const broken: [rule: string, what: string, change: Change, finding: string][] = [
  [
    'queue-dead-letters',
    'a queue without dead-letter queue',
    set('OrdersQueue', { RedrivePolicy: undefined }),
    'OrdersQueue: no dead-letter queue',
  ],
  [
    'target-dead-letters',
    'a rule without dead-letter queue',
    set('OrdersRule', { Targets: [{ Id: 'orders-queue', Arn: 'arn' }] }),
    'OrdersRule: target orders-queue has no dead-letter queue',
  ],
  [
    'schedule-dead-letters',
    'a schedule whose function keeps no failures',
    remove('SweepEventInvokeConfig'),
    'SweepSchedule: a run that fails leaves nothing behind',
  ],
  [
    'async-dead-letters',
    'a subscriber that keeps no failures',
    remove('NotifyEventInvokeConfig'),
    'NotifyLambdaFunction: an event that it fails on three times is lost',
  ],
  [
    'dead-letter-retention',
    'a forgetful dead-letter queue',
    set('OrdersDeadLetterQueue', { MessageRetentionPeriod: 345_600 }),
    'OrdersDeadLetterQueue: keeps dead letters for less than 14 days',
  ],
  [
    'partial-batch-responses',
    'a mapping that does not listen',
    set('WriteOrdersMapping', { FunctionResponseTypes: undefined }),
    'WriteOrdersMapping: one bad message would retry its whole batch',
  ],
  [
    'partial-batch-responses',
    'a handler that does not say what failed',
    facts(writeOrders, { source: 'export const handler = async (event: SQSEvent) => {' }),
    'WriteOrdersMapping: its handler is not made by createSqsHandler: failed messages would count as done',
  ],
  [
    'partial-batch-responses',
    'a handler of another kind',
    facts(writeOrders, { source: 'export const handler: Handler = createPlainHandler({' }),
    'WriteOrdersMapping: its handler is not made by createSqsHandler: failed messages would count as done',
  ],
  [
    'visibility-timeout',
    'a short visibility timeout',
    set('OrdersQueue', { VisibilityTimeout: 180 }),
    'OrdersQueue: its visibility timeout is under 181 s',
  ],
  [
    'recursive-loop',
    'a function that sends to its own queue and may not',
    set('WriteOrdersLambdaFunction', { RecursiveLoop: undefined }),
    'WriteOrdersLambdaFunction: Lambda takes what it sends back for a loop',
  ],
  [
    'queue-concurrency',
    'as many readers as there are messages',
    set('WriteOrdersMapping', { ScalingConfig: undefined }),
    'WriteOrdersMapping: its concurrency is not capped',
  ],
  [
    'push-concurrency',
    'as many subscribers as there are messages',
    set('NotifyLambdaFunction', { ReservedConcurrentExecutions: undefined }),
    'NotifyLambdaFunction: as many run at once as there are events',
  ],
  [
    'api-throttled',
    'an HTTP API without a limit',
    set('HttpApiStage', { DefaultRouteSettings: {} }),
    "HttpApi: one client can use up the account's request rate",
  ],
  [
    'api-throttled',
    'a REST API without a limit',
    remove('RestApiStage'),
    "RestApi: one client can use up the account's request rate",
  ],
  [
    'unmatched-pattern',
    'a detail type that nobody sends',
    set('OrdersRule', {
      EventPattern: { source: ['acado.ingest-a'], 'detail-type': ['OrderPlaced', 'OrderPlacd'] },
    }),
    'OrdersRule: no producer sends detail-type OrderPlacd to acado-ingest-a-dev-orders',
  ],
  [
    'unmatched-pattern',
    'a pattern that no event matches',
    set('OrdersRule', { EventPattern: { source: [{ prefix: 'shop.' }] } }),
    'OrdersRule: no event that a producer sends to acado-ingest-a-dev-orders matches',
  ],
  [
    'unmatched-pattern',
    'a bus that nobody sends to',
    set('OrdersRule', { EventBusName: 'acado-ingest-b-dev-orders' }),
    'OrdersRule: no service of the workspace declares events of the bus acado-ingest-b-dev-orders',
  ],
  [
    'unconsumed-event',
    'an event that nobody listens to',
    (stack) => {
      stack.events!.consumed = [{ eventBus: 'another', pattern: { source: ['acado.ingest-a'] } }];
    },
    'OrdersBus: nobody consumes OrderPlaced of acado.ingest-a',
  ],
  [
    'tuned-memory',
    'a memory size that was measured long ago',
    facts(writeOrders, { tunedOn: '2026-08-21' }),
    'WriteOrdersLambdaFunction: its memory size was measured 91 days ago, on 2026-08-21',
  ],
  [
    'tuned-memory',
    'a memory size that somebody guessed',
    facts(writeOrders, { tunedOn: undefined }),
    'WriteOrdersLambdaFunction: its memory size was never measured',
  ],
  [
    'arm64',
    'another architecture',
    set('GetOrderLambdaFunction', { Architectures: ['x86_64'] }),
    'GetOrderLambdaFunction: runs on x86_64',
  ],
  [
    'arm64',
    'the architecture of Lambda by default',
    set('GetOrderLambdaFunction', { Architectures: undefined }),
    'GetOrderLambdaFunction: runs on x86_64',
  ],
  [
    'supported-runtime',
    'a runtime past its end',
    set('GetOrderLambdaFunction', { Runtime: 'nodejs20.x' }),
    'GetOrderLambdaFunction: AWS supported nodejs20.x until 2026-04-30',
  ],
  [
    'supported-runtime',
    'a runtime that nobody looked up',
    set('GetOrderLambdaFunction', { Runtime: 'cobol1.x' }),
    'GetOrderLambdaFunction: it is not known until when cobol1.x is supported',
  ],
  [
    'http-timeout',
    'a function that outlasts its APIs',
    set('GetOrderLambdaFunction', { Timeout: 29 }),
    'GetOrderLambdaFunction: its timeout of 29 s is not below the 29 s of its API',
  ],
  [
    'bundle-size',
    'a large bundle',
    facts(writeOrders, { bundleBytes: 1_048_577 }),
    'WriteOrdersLambdaFunction: its zip has 1025 KB, more than 1024',
  ],
  [
    'function-alarms',
    'a function whose errors nobody sees',
    remove('WriteOrdersErrorsAlarm'),
    'WriteOrdersLambdaFunction: no alarm on Errors',
  ],
  [
    'cost-alarm',
    'a function whose cost nobody watches',
    remove('WriteOrdersCostAlarm'),
    'WriteOrdersLambdaFunction: no alarm on its cost',
  ],
  [
    'dead-letter-alarm',
    'an unwatched dead-letter queue',
    remove('OrdersDeadLetterQueueDepthAlarm'),
    'OrdersDeadLetterQueue: no alarm on its depth',
  ],
  [
    'queue-age-alarm',
    'an unwatched backlog',
    remove('OrdersQueueAgeAlarm'),
    'OrdersQueue: no alarm on the age of its oldest message',
  ],
  [
    'api-alarm',
    'an HTTP API whose failures nobody sees',
    remove('HttpApiServerErrorsAlarm'),
    'HttpApi: no alarm on answers of 5xx',
  ],
  [
    'api-alarm',
    'a REST API whose failures nobody sees',
    remove('RestApiServerErrorsAlarm'),
    'RestApi: no alarm on answers of 5xx',
  ],
  [
    'own-log-group',
    'a function without log group',
    set('WriteOrdersLogGroup', { LogGroupName: '/aws/lambda/other' }),
    'WriteOrdersLambdaFunction: no log group of its own',
  ],
  [
    'log-retention',
    'logs without retention',
    set('WriteOrdersLogGroup', { RetentionInDays: undefined }),
    'WriteOrdersLogGroup: keeps its logs for ever',
  ],
  [
    'own-role',
    'a role of another stack',
    set('GetOrderLambdaFunction', { Role: 'arn:aws:iam::1:role/mine' }),
    'GetOrderLambdaFunction: its role is not in the stack',
  ],
  [
    'no-shared-role',
    'the shared role',
    add('IamRoleLambdaExecution', { Type: 'AWS::IAM::Role', Properties: { Tags: tags } }),
    'IamRoleLambdaExecution: a shared role',
  ],
  [
    'no-wildcards',
    'a wildcard action',
    set('GetOrderRole', {
      Policies: [
        {
          PolicyDocument: {
            Statement: { Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:r:1:table/t' },
          },
        },
      ],
    }),
    'GetOrderRole: wildcard action dynamodb:*',
  ],
  [
    'no-secrets',
    'a password',
    ({ resources }) => {
      resources.GetOrderLambdaFunction!.Properties!.Environment = {
        Variables: { DATABASE_PASSWORD: 'hunter2' },
      };
    },
    'GetOrderLambdaFunction: DATABASE_PASSWORD holds a secret',
  ],
  [
    'public-access',
    'a public bucket',
    set('Bucket', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }),
    'Bucket: does not block public access',
  ],
  [
    'encryption',
    'an unencrypted queue',
    set('OrdersQueue', { SqsManagedSseEnabled: false }),
    'OrdersQueue: is not encrypted',
  ],
  [
    'encryption',
    'a bucket that does not say that it is encrypted',
    set('Bucket', { BucketEncryption: undefined }),
    'Bucket: is not encrypted',
  ],
  [
    'deletion-policy',
    'a table without deletion policy',
    ({ resources }) => delete resources.Table!.DeletionPolicy,
    'Table: needs a DeletionPolicy and an UpdateReplacePolicy',
  ],
  [
    'tags',
    'a missing tag',
    set('OrdersQueue', { Tags: tags.slice(1) }),
    'OrdersQueue: no tag Service',
  ],
  [
    'name-length',
    'a long name',
    set('WriteOrdersRole', { RoleName: longName }),
    `WriteOrdersRole: ${longName} is longer than 64 characters`,
  ],
];

describe('the rules', () => {
  it('find nothing in a sound stack', () => {
    expect(findingsAfter(() => {})).toEqual([]);
  });

  it.each(rules.map(({ id }) => id))('%s has something to pass there', (id) => {
    const { results } = checkStack({ stack: aSoundStack() });

    expect(results).toContainEqual({ rule: id, status: 'pass' });
  });

  it.each(rules.map(({ id }) => id))('%s has a stack that breaks it', (id) => {
    expect(broken.map(([rule]) => rule)).toContain(id);
  });

  it.each(broken)('%s names %s', (rule, _what, change, finding) => {
    const found = findingsAfter(change);

    expect(found).toEqual([`${rule} ${finding}`]);
  });

  it('are documented, each under an id of its own', () => {
    const documented = [...rules, ...exemptionRules];

    expect(new Set(documented.map(({ id }) => id)).size).toBe(documented.length);
    for (const { id, title, reason, remedy, source } of documented) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      for (const text of [title, reason, remedy, source]) expect(text).not.toBe('');
    }
  });

  it('judge nothing by the calendar, the sources or the neighbours where those are not known', () => {
    const { resources, settings }: Stack = aSoundStack();
    const { results } = checkStack({ stack: { resources, settings } });

    const unknown = results.filter(({ status }) => status === 'unknown').map(({ rule }) => rule);
    expect(unknown).toEqual([
      'unmatched-pattern',
      'unconsumed-event',
      'tuned-memory',
      'supported-runtime',
      'bundle-size',
    ]);
  });
});
