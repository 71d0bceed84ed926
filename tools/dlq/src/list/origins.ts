import {
  paginateListEventSourceMappings,
  paginateListFunctions,
  type LambdaClient,
  ListFunctionEventInvokeConfigsCommand,
} from '@aws-sdk/client-lambda';
import {
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { concurrently } from '../cloud/concurrently.ts';

/** A queue whose messages failed too often. */
export interface QueueOrigin {
  kind: 'queue';
  queue: string;
  url: string;
  /** Receives after which a message is moved. */
  maxReceiveCount: number;
  visibilityTimeoutS: number;
  /** Names of the functions that read the queue. */
  consumers: string[];
}

/** A rule that could not deliver an event. */
export interface RuleOrigin {
  kind: 'rule';
  rule: string;
  bus: string;
  targetArn: string;
  /** The target is not given the event as it is, so the event cannot be given to it in the rule's place. */
  isTransformed: boolean;
  /** Of a FIFO queue. */
  groupId?: string;
  /** The rule's settings; EventBridge's own where it has none. */
  maximumRetryAttempts: number;
  maximumEventAgeS: number;
}

/** A function whose asynchronous invocations failed. */
export interface FunctionOrigin {
  kind: 'function';
  function: string;
  /** A destination gets a record of the invocation; a dead-letter queue gets the event alone. */
  via: 'destination' | 'dead-letter-queue';
}

/** What brings messages to a dead-letter queue. */
export type Origin = QueueOrigin | RuleOrigin | FunctionOrigin;

/** Origins by the ARN of the dead-letter queue. */
export type OriginsByQueue = Map<string, Origin[]>;

const WIDTH = 5;

const add = (origins: OriginsByQueue, arn: string, origin: Origin): void => {
  origins.set(arn, [...(origins.get(arn) ?? []), origin]);
};

/**
 * Rules whose targets have a dead-letter queue.
 *
 * @param prefix Of their names: on AWS each rule is a request.
 */
export async function ruleOrigins(
  events: EventBridgeClient,
  prefix: string,
): Promise<OriginsByQueue> {
  const origins: OriginsByQueue = new Map();
  const buses = await pages(async (NextToken) => {
    const { EventBuses = [], NextToken: next } = await events.send(
      new ListEventBusesCommand({ NextToken }),
    );
    return { items: EventBuses.flatMap(({ Name }) => Name ?? []), next };
  });
  for (const bus of buses) {
    const rules = await pages(async (NextToken) => {
      const { Rules = [], NextToken: next } = await events.send(
        new ListRulesCommand({
          ...{ EventBusName: bus, NextToken },
          ...(prefix !== '' && { NamePrefix: prefix }),
        }),
      );
      return { items: Rules.flatMap(({ Name }) => Name ?? []), next };
    });
    await concurrently(rules, WIDTH, async (rule) => {
      const { Targets = [] } = await events.send(
        new ListTargetsByRuleCommand({ EventBusName: bus, Rule: rule }),
      );
      for (const target of Targets) {
        const arn = target.DeadLetterConfig?.Arn;
        if (arn !== undefined) add(origins, arn, ruleOrigin(bus, rule, target));
      }
    });
  }
  return origins;
}

const ruleOrigin = (bus: string, rule: string, target: Target): RuleOrigin => ({
  ...{ kind: 'rule', rule, bus, targetArn: target.Arn ?? '' },
  isTransformed: [target.Input, target.InputPath, target.InputTransformer].some(
    (one) => one !== undefined,
  ),
  groupId: target.SqsParameters?.MessageGroupId,
  maximumRetryAttempts: target.RetryPolicy?.MaximumRetryAttempts ?? 185,
  maximumEventAgeS: target.RetryPolicy?.MaximumEventAgeInSeconds ?? 86_400,
});

/**
 * Functions that send what failed to a queue.
 *
 * @param prefix Of their names: on AWS each function is a request.
 */
export async function functionOrigins(
  lambda: LambdaClient,
  prefix: string,
): Promise<OriginsByQueue> {
  const origins: OriginsByQueue = new Map();
  const names: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {}))
    for (const { FunctionName, DeadLetterConfig } of Functions) {
      if (!FunctionName?.startsWith(prefix)) continue;
      names.push(FunctionName);
      const arn = DeadLetterConfig?.TargetArn;
      if (arn)
        add(origins, arn, { kind: 'function', function: FunctionName, via: 'dead-letter-queue' });
    }
  await concurrently(names, WIDTH, async (name) => {
    for (const arn of await failureDestinations(lambda, name))
      add(origins, arn, { kind: 'function', function: name, via: 'destination' });
  });
  return origins;
}

async function failureDestinations(lambda: LambdaClient, FunctionName: string): Promise<string[]> {
  const { FunctionEventInvokeConfigs = [] } = await lambda.send(
    new ListFunctionEventInvokeConfigsCommand({ FunctionName }),
  );
  return FunctionEventInvokeConfigs.flatMap(
    ({ DestinationConfig }) => DestinationConfig?.OnFailure?.Destination ?? [],
  );
}

/** Names of the functions that read queues, by the ARN of the queue. */
export async function consumersByQueue(
  lambda: LambdaClient,
  queueArn?: string,
): Promise<Map<string, string[]>> {
  const consumers = new Map<string, string[]>();
  const ofQueue = queueArn === undefined ? {} : { EventSourceArn: queueArn };
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings(
    { client: lambda },
    ofQueue,
  ))
    for (const { EventSourceArn, FunctionArn } of EventSourceMappings) {
      if (EventSourceArn === undefined || FunctionArn === undefined) continue;
      const known = consumers.get(EventSourceArn) ?? [];
      consumers.set(EventSourceArn, [...known, functionNameOf(FunctionArn)]);
    }
  return consumers;
}

/** `arn:aws:lambda:<region>:<account>:function:<name>[:<qualifier>]` → its name. */
export const functionNameOf = (arn: string): string => arn.split(':')[6] ?? arn;

async function pages<Item>(
  read: (token: string | undefined) => Promise<{ items: Item[]; next?: string }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.next;
  } while (token !== undefined);
  return items;
}
