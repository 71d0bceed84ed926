import { z } from 'zod';
import { type CloudContext } from '../context.ts';
import { type EngineCaller } from '../engines/call.ts';
import { defineResource, type ResourceHandler, type ResourcePlace } from './handler.ts';
import { physicalName } from './names.ts';
import { flag, json, noEffect, TAGS_REASON } from './properties.ts';

const subscriptionProperties = {
  Protocol: z.string(),
  Endpoint: z.string().optional(),
  RawMessageDelivery: flag.optional(),
  FilterPolicy: json.optional(),
  FilterPolicyScope: z.string().optional(),
};

/** Topics, and subscriptions of queues; other protocols are accepted and reported. */
export const snsHandlers = (
  { region, accountId, report }: CloudContext,
  sns: EngineCaller,
): ResourceHandler[] => {
  const subscribe = async (
    topicArn: string,
    subscription: z.output<z.ZodObject<typeof subscriptionProperties>>,
    { stack, logicalId }: ResourcePlace,
  ): Promise<string> => {
    const { Protocol, Endpoint = '', RawMessageDelivery, FilterPolicy } = subscription;
    if (Protocol !== 'sqs')
      report('warn', stack.stackName, `${logicalId}: SNS does not deliver to ${Protocol} here`);
    const attributes = {
      ...(RawMessageDelivery !== undefined && { RawMessageDelivery: String(RawMessageDelivery) }),
      ...(FilterPolicy && { FilterPolicy: JSON.stringify(FilterPolicy) }),
      ...(subscription.FilterPolicyScope && { FilterPolicyScope: subscription.FilterPolicyScope }),
    };
    const fields = Object.entries<string>(attributes).flatMap(([key, value], index) => [
      [`Attributes.entry.${index + 1}.key`, key],
      [`Attributes.entry.${index + 1}.value`, value],
    ]);
    const answer = await sns.query({
      Action: 'Subscribe',
      TopicArn: topicArn,
      Protocol,
      Endpoint,
      ReturnSubscriptionArn: 'true',
      ...(Object.fromEntries(fields) as Record<string, string>),
    });
    return /<SubscriptionArn>([^<]*)/.exec(answer)?.[1] ?? '';
  };

  return [
    defineResource({
      type: 'AWS::SNS::Topic',
      properties: z.strictObject({
        TopicName: z.string().optional(),
        FifoTopic: flag.optional(),
        ContentBasedDeduplication: flag.optional(),
        Subscription: z.array(z.strictObject(subscriptionProperties)).default([]),
        DisplayName: noEffect('only e-mails show it'),
        KmsMasterKeyId: noEffect('messages are not encrypted'),
        TracingConfig: noEffect('there is no X-Ray'),
        Tags: noEffect(TAGS_REASON),
      }),
      put: async (properties, place) => {
        const fifo = properties.FifoTopic === true;
        const name = properties.TopicName ?? physicalName(place, 200) + (fifo ? '.fifo' : '');
        const attributes: [string, string][] = fifo
          ? [
              ['FifoTopic', 'true'],
              ['ContentBasedDeduplication', String(properties.ContentBasedDeduplication ?? false)],
            ]
          : [];
        await sns.query({
          Action: 'CreateTopic',
          Name: name,
          ...Object.fromEntries(
            attributes.flatMap(([key, value], index) => [
              [`Attributes.entry.${index + 1}.key`, key],
              [`Attributes.entry.${index + 1}.value`, value],
            ]),
          ),
        });
        const arn = `arn:aws:sns:${region}:${accountId}:${name}`;
        for (const subscription of properties.Subscription)
          await subscribe(arn, subscription, place);
        return { physicalId: arn, attributes: { TopicArn: arn, TopicName: name } };
      },
    }),
    defineResource({
      type: 'AWS::SNS::Subscription',
      properties: z.strictObject({
        TopicArn: z.string(),
        ...subscriptionProperties,
        RedrivePolicy: noEffect('a local queue takes every message'),
        DeliveryPolicy: noEffect('a local queue takes every message'),
        Region: noEffect('there is one region'),
      }),
      put: async ({ TopicArn, ...subscription }, place) => {
        const arn = await subscribe(TopicArn, subscription, place);
        return { physicalId: arn, attributes: { Arn: arn } };
      },
      remove: async (arn) =>
        void (await sns.query({ Action: 'Unsubscribe', SubscriptionArn: arn })),
    }),
    defineResource({
      type: 'AWS::SNS::TopicPolicy',
      properties: z.strictObject({
        Topics: noEffect('topic policies are not checked'),
        PolicyDocument: noEffect('topic policies are not checked'),
      }),
      put: (_properties, place) => ({ physicalId: physicalName(place), attributes: {} }),
    }),
  ];
};
