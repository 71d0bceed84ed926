import { type AwsApi } from '../aws-api.ts';

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

/** Hands an event to a target; rejects when the target can't take it now. */
export type DeliverToArn = (arn: string, payload: string, target: RuleTarget) => Promise<void>;

export type EventBridge = {
  putEventBus(name: string): void;
  removeEventBus(name: string): void;
  putRule(rule: RuleDefinition): void;
  removeRule(eventBusName: string, name: string): void;
  /** PutEvents, ListRules, ListTargetsByRule, DescribeEventBus, ListEventBuses, TestEventPattern, PutRule, PutTargets, … */
  api: AwsApi;
  stop(): Promise<void>;
};
