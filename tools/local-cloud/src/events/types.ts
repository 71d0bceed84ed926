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

export type EventBridgeOptions = {
  context: CloudContext;
  deliver: DeliverToArn;
  /** Asked before each delivery, to a target or to a dead-letter queue. Everything is permitted without it. */
  permit?: PermitDelivery;
  /** Deliveries wait for it: at a start, rules come before the policies that let them deliver. */
  startAfter?: Promise<void>;
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
  /** PutEvents, TestEventPattern, ListRules, DescribeRule, ListTargetsByRule, EnableRule, DisableRule, … */
  api: AwsApi;
  /** Lets deliveries under way end (at most 0.7 s); what is left is delivered after the next start. */
  stop(): Promise<void>;
};
