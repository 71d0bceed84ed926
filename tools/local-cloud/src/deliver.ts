import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type AwsApi, AwsError } from './aws-api.ts';
import { type CloudContext } from './context.ts';
import { type EngineCaller } from './engines/call.ts';
import { type ResourcePolicies } from './iam/resource-policies.ts';
import { type Iam } from './iam/types.ts';
import { createQueueDelivery, queueUrlOf } from './events/queue-delivery.ts';
import { type DeliverToArn, type PermitDelivery } from './events/types.ts';
import { type DeliverToDestination, type Lambda } from './lambda/types.ts';
import { functionNameOf } from './resources/names.ts';

export type Deliveries = {
  /** From a rule to its target. */
  toTarget: DeliverToArn;
  /** Whether a rule may reach its target. @throws AwsError (AccessDenied) */
  permit: PermitDelivery;
  /** From a function to what follows its asynchronous invocation. */
  toDestination: DeliverToDestination;
};

/** What a rule does to a target that its policy, or the target's role, must allow. */
const TARGET_ACTIONS: Record<string, string> = {
  sqs: 'sqs:SendMessage',
  lambda: 'lambda:InvokeFunction',
};

/** What events go out by. */
export type DeliveryClients = {
  sqs: SQSClient;
  sns: Pick<EngineCaller, 'query'>;
  events: AwsApi;
  invokeAsync: Lambda['invokeAsync'];
};

type BusEntry = { Source: unknown; DetailType: unknown; Detail: string; Resources: unknown };

const serviceOf = (arn: string): string => arn.split(':')[2] ?? '';

/** Brings events to whatever an ARN names: a function, a queue, a topic or an event bus. */
export const createDeliveries = ({
  context,
  iam,
  policies,
  rules,
  destinations,
}: {
  context: Pick<CloudContext, 'endpoint'>;
  iam: Iam;
  policies: ResourcePolicies;
  /** Of EventBridge. */
  rules: DeliveryClients;
  /** Of Lambda, for what follows asynchronous invocations. */
  destinations: DeliveryClients;
}): Deliveries => {
  const toQueue = createQueueDelivery({ ...context, sqs: rules.sqs });

  const toBus = async (
    { events }: DeliveryClients,
    arn: string,
    entry: BusEntry,
  ): Promise<void> => {
    const { status, body = '' } = await events({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSEvents.PutEvents',
      },
      body: Buffer.from(JSON.stringify({ Entries: [{ EventBusName: arn, ...entry }] })),
      principal: { kind: 'developer' },
    });
    if (status >= 300) throw new AwsError('InternalException', Buffer.from(body).toString(), 500);
  };

  const toFunctionOrTopic = async (
    { invokeAsync, sns }: DeliveryClients,
    arn: string,
    payload: string,
  ): Promise<void> => {
    const service = serviceOf(arn);
    if (service === 'lambda') return invokeAsync(functionNameOf(arn), Buffer.from(payload));
    if (service === 'sns')
      return void (await sns.query({ Action: 'Publish', TopicArn: arn, Message: payload }));
    throw new AwsError('InvalidParameterException', `The local cloud can't deliver to ${arn}`);
  };

  return {
    permit: (arn, ruleArn, { RoleArn }) => {
      const service = serviceOf(arn);
      const action = TARGET_ACTIONS[service];
      if (action === undefined) return;
      if (RoleArn !== undefined && service === 'sqs') {
        if (iam.isAllowed({ kind: 'role', roleArn: RoleArn }, action, arn)) return;
        throw new AwsError('AccessDenied', `${RoleArn} does not allow ${action}`, 403);
      }
      const caller = { service: 'events.amazonaws.com', sourceArn: ruleArn };
      if (policies.allow(caller, action, arn.split(':').slice(0, 7).join(':'))) return;
      const needed = service === 'sqs' ? 'AWS::SQS::QueuePolicy' : 'AWS::Lambda::Permission';
      throw new AwsError('AccessDenied', `no ${needed} allows ${caller.service} ${action}`, 403);
    },
    toTarget: (arn, payload, target) => {
      const service = serviceOf(arn);
      if (service === 'sqs') return toQueue(arn, payload, target);
      if (service !== 'events') return toFunctionOrTopic(rules, arn, payload);
      const event = JSON.parse(payload) as Record<string, unknown>;
      return toBus(rules, arn, {
        Source: event.source,
        DetailType: event['detail-type'],
        Detail: JSON.stringify(event.detail),
        Resources: event.resources,
      });
    },
    toDestination: async (arn, payload, event) => {
      const service = serviceOf(arn);
      const { source, detailType, resources, messageAttributes = {} } = event;
      if (service === 'events')
        return toBus(destinations, arn, {
          Source: source,
          DetailType: detailType,
          Detail: payload,
          Resources: resources,
        });
      if (service !== 'sqs') return toFunctionOrTopic(destinations, arn, payload);
      const attributes = Object.entries(messageAttributes).map(
        ([name, StringValue]) => [name, { DataType: 'String', StringValue }] as const,
      );
      await destinations.sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrlOf(arn, context.endpoint),
          MessageBody: payload,
          MessageAttributes: Object.fromEntries(attributes),
        }),
      );
    },
  };
};
