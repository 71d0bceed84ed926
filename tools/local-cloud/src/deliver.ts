import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { AwsError } from './aws-api.ts';
import { type CloudContext } from './context.ts';
import { type EngineCaller } from './engines/call.ts';
import { createQueueDelivery, queueUrlOf } from './events/queue-delivery.ts';
import { type DeliverToArn, type EventBridge } from './events/types.ts';
import { type DeliverToDestination, type Lambda } from './lambda/types.ts';
import { functionNameOf } from './resources/names.ts';

export type Deliveries = {
  /** From a rule to its target. */
  toTarget: DeliverToArn;
  /** From a function to what follows its asynchronous invocation. */
  toDestination: DeliverToDestination;
};

type BusEntry = { Source: unknown; DetailType: unknown; Detail: string; Resources: unknown };

/** Brings events to whatever an ARN names: a function, a queue, a topic or an event bus. */
export const createDeliveries = ({
  context,
  sns,
  rooms,
}: {
  context: CloudContext;
  sns: EngineCaller;
  /** Asked for at each delivery, because these rooms deliver to each other. */
  rooms: () => { lambda: Lambda; events: EventBridge };
}): Deliveries => {
  const toQueue = createQueueDelivery(context);

  const toBus = async (arn: string, entry: BusEntry): Promise<void> => {
    const { status, body = '' } = await rooms().events.api({
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

  const toFunctionOrTopic = async (arn: string, payload: string): Promise<void> => {
    const service = arn.split(':')[2];
    if (service === 'lambda')
      return rooms().lambda.invokeAsync(functionNameOf(arn), Buffer.from(payload));
    if (service === 'sns')
      return void (await sns.query({ Action: 'Publish', TopicArn: arn, Message: payload }));
    throw new AwsError('InvalidParameterException', `The local cloud can't deliver to ${arn}`);
  };

  return {
    toTarget: (arn, payload, target) => {
      const service = arn.split(':')[2];
      if (service === 'sqs') return toQueue(arn, payload, target);
      if (service !== 'events') return toFunctionOrTopic(arn, payload);
      const event = JSON.parse(payload) as Record<string, unknown>;
      return toBus(arn, {
        Source: event.source,
        DetailType: event['detail-type'],
        Detail: JSON.stringify(event.detail),
        Resources: event.resources,
      });
    },
    toDestination: async (arn, payload, event) => {
      const service = arn.split(':')[2];
      const { source, detailType, resources, messageAttributes = {} } = event;
      if (service === 'events')
        return toBus(arn, {
          Source: source,
          DetailType: detailType,
          Detail: payload,
          Resources: resources,
        });
      if (service !== 'sqs') return toFunctionOrTopic(arn, payload);
      const attributes = Object.entries(messageAttributes).map(
        ([name, StringValue]) => [name, { DataType: 'String', StringValue }] as const,
      );
      await context.sqs.send(
        new SendMessageCommand({
          QueueUrl: queueUrlOf(arn, context.endpoint),
          MessageBody: payload,
          MessageAttributes: Object.fromEntries(attributes),
        }),
      );
    },
  };
};
