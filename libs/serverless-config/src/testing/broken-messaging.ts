import { facts, remove, set, type Broken } from './changes.ts';

const writeOrders = 'acado-worker-b-dev-writeOrders';

/** Stacks that break rules of queues, events and concurrency. */
export const brokenMessaging: Broken[] = [
  [
    'queue-dead-letters',
    'a queue without dead-letter queue',
    set('OrdersQueue', { RedrivePolicy: undefined }),
    'OrdersQueue: no dead-letter queue in this stack',
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
    'a pattern that AWS refuses',
    set('OrdersRule', { EventPattern: { source: 'acado.ingest-a' } }),
    'OrdersRule: AWS refuses its pattern: "source" must be an object or an array',
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
];
