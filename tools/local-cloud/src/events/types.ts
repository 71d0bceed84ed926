import { type AwsApi } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';

/** AWS::Events::Rule target, as in the template. */
export type RuleTarget = {
  Id: string;
  Arn: string;
  RoleArn?: string;
  Input?: string;
  InputPath?: string;
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string };
  DeadLetterConfig?: { Arn?: string };
  RetryPolicy?: { MaximumRetryAttempts?: number; MaximumEventAgeInSeconds?: number };
  SqsParameters?: { MessageGroupId: string };
};

export type RuleDefinition = {
  name: string;
  arn: string;
  eventBusName: string;
  eventPattern?: unknown;
  scheduleExpression?: string;
  enabled: boolean;
  targets: RuleTarget[];
};

/**
 * Hands an event to a target; rejects when the target can't take it. The `code` or `name` of the error decides what
 * follows: a missing resource, a missing permission or an invalid parameter goes to the dead-letter queue at once,
 * anything else is retried.
 */
export type DeliverToArn = (arn: string, payload: string, target: RuleTarget) => Promise<void>;

/** Throws when the rule has no permission to reach the ARN. */
export type PermitDelivery = (arn: string, ruleArn: string, target: RuleTarget) => void;

/** A rule matched an event, had it delivered to a target (`invoked`), or gave the delivery up (`failed`). */
export type RuleObserver = (
  rule: Pick<RuleDefinition, 'name' | 'eventBusName'>,
  what: 'matched' | 'triggered' | 'invoked' | 'failed',
) => void;

/** An event of AWS itself, whose source begins with `aws.`. */
export type AwsEvent = {
  source: string;
  detailType: string;
  resources: string[];
  detail: object;
};

export type EventBridgeOptions = {
  context: CloudContext;
  deliver: DeliverToArn;
  /** Asked before each delivery, to a target or to a dead-letter queue. Everything is permitted without it. */
  permit?: PermitDelivery;
  /** Deliveries wait for it: at a start, rules come before the policies that let them deliver. */
  startAfter?: Promise<void>;
  onRule?: RuleObserver;
  /** Deliveries under way at once. */
  concurrency?: number;
  /** Exponential backoff between the attempts of one delivery. AWS does not publish its own. */
  retry?: { baseDelayMs: number; maxDelayMs: number };
  /** How long an undelivered event of an earlier run waits for its rule to come back before it is dropped. */
  ruleGraceMs?: number;
};

export type EventBridge = {
  putEventBus(name: string): void;
  removeEventBus(name: string): void;
  /** Creates or replaces. Throws AwsError in AWS's words when the pattern, the schedule or a target is invalid. */
  putRule(rule: RuleDefinition): void;
  removeRule(eventBusName: string, name: string): void;
  /** Puts an event of AWS itself on the default bus. */
  publish(event: AwsEvent): void;
  /** PutEvents, TestEventPattern, ListRules, DescribeRule, ListTargetsByRule, EnableRule, DisableRule, … */
  api: AwsApi;
  /** Lets deliveries under way end (at most 0.7 s); what is left is delivered after the next start. */
  stop(): Promise<void>;
};
