import { AwsError } from './aws-api.ts';
import { type CloudContext } from './context.ts';
import { type EngineCaller } from './engines/call.ts';
import { createQueueDelivery } from './events/queue-delivery.ts';
import { type DeliverToArn, type EventBridge } from './events/types.ts';
import { type Lambda } from './lambda/types.ts';
import { functionNameOf } from './resources/names.ts';

/** Takes an event to whatever its ARN names: a function, a queue, a topic or another event bus. */
export const createDeliver = ({
  context,
  sns,
  rooms,
}: {
  context: CloudContext;
  sns: EngineCaller;
  /** Asked for at each delivery, because these rooms deliver to each other. */
  rooms: () => { lambda: Lambda; events: EventBridge };
}): DeliverToArn => {
  const toQueue = createQueueDelivery(context);

  const toBus = async (arn: string, payload: string): Promise<void> => {
    const event = JSON.parse(payload) as Record<string, unknown>;
    const response = await rooms().events.api({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSEvents.PutEvents',
      },
      body: Buffer.from(
        JSON.stringify({
          Entries: [
            {
              EventBusName: arn,
              Source: event.source,
              DetailType: event['detail-type'],
              Detail: JSON.stringify(event.detail),
              Resources: event.resources,
            },
          ],
        }),
      ),
      principal: { kind: 'developer' },
    });
    if (response.status >= 300)
      throw new AwsError('InternalException', Buffer.from(response.body ?? '').toString(), 500);
  };

  return async (arn, payload, target) => {
    const service = arn.split(':')[2];
    switch (service) {
      case 'lambda':
        return rooms().lambda.invokeAsync(functionNameOf(arn), Buffer.from(payload));
      case 'sqs':
        return toQueue(arn, payload, target);
      case 'sns':
        return void (await sns.query({ Action: 'Publish', TopicArn: arn, Message: payload }));
      case 'events':
        return toBus(arn, payload);
      default:
        throw new AwsError(
          'InvalidParameterException',
          `The local cloud can't deliver to ${service ?? arn}`,
        );
    }
  };
};
