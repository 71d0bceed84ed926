import { z } from 'zod';
import { AwsError } from '../aws-api.ts';
import { type CloudContext } from '../context.ts';
import { type EngineCaller } from '../engines/call.ts';
import { serviceConditionKeys, unknownConditions } from '../iam/conditions.ts';
import { resourcePolicySchema } from '../iam/policy-document.ts';
import { type ResourcePolicies } from '../iam/resource-policies.ts';
import { defineResource, type ResourceHandler } from './handler.ts';
import { physicalName } from './names.ts';
import { flag, integer, json, noEffect, TAGS_REASON } from './properties.ts';

const redrivePolicy = z.strictObject({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: integer,
});

const queueProperties = z.strictObject({
  QueueName: z.string().optional(),
  DelaySeconds: integer.optional(),
  MaximumMessageSize: integer.optional(),
  MessageRetentionPeriod: integer.optional(),
  ReceiveMessageWaitTimeSeconds: integer.optional(),
  VisibilityTimeout: integer.optional(),
  FifoQueue: flag.optional(),
  ContentBasedDeduplication: flag.optional(),
  DeduplicationScope: z.string().optional(),
  FifoThroughputLimit: z.string().optional(),
  RedrivePolicy: json.pipe(redrivePolicy).optional(),
  RedriveAllowPolicy: json.optional(),
  SqsManagedSseEnabled: noEffect('messages are not encrypted'),
  KmsMasterKeyId: noEffect('messages are not encrypted'),
  KmsDataKeyReusePeriodSeconds: noEffect('messages are not encrypted'),
  Tags: noEffect(TAGS_REASON),
});

/** Queue attributes are text; policies are JSON text. */
const attributesOf = (properties: z.output<typeof queueProperties>): Record<string, string> => {
  const { QueueName: _name, Tags: _tags, ...attributes } = properties;
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        typeof value === 'object' ? JSON.stringify(value) : String(value as string),
      ]),
  );
};

export const sqsHandlers = (
  { region, accountId, endpoint, report }: CloudContext,
  sqs: EngineCaller,
  policies: ResourcePolicies,
): ResourceHandler[] => {
  const urlOf = (name: string): string => `${endpoint}/${accountId}/${name}`;
  const arnOf = (name: string): string => `arn:aws:sqs:${region}:${accountId}:${name}`;
  const arnOfUrl = (url: string): string => arnOf(url.split('/').at(-1) ?? url);

  const exists = async (name: string): Promise<boolean> => {
    try {
      await sqs.json('AmazonSQS.GetQueueUrl', { QueueName: name });
      return true;
    } catch (error) {
      if (error instanceof AwsError) return false;
      throw error;
    }
  };

  return [
    defineResource({
      type: 'AWS::SQS::Queue',
      properties: queueProperties,
      put: async (properties, place) => {
        const name =
          properties.QueueName ??
          physicalName(place, 75) + (properties.FifoQueue === true ? '.fifo' : '');
        const attributes = attributesOf(properties);
        if (await exists(name)) {
          delete attributes.FifoQueue; // can't change
          // An empty policy takes the queue off its dead-letter queue when the template no longer names one.
          await sqs.json('AmazonSQS.SetQueueAttributes', {
            QueueUrl: urlOf(name),
            Attributes: { RedrivePolicy: '', ...attributes },
          });
        } else await sqs.json('AmazonSQS.CreateQueue', { QueueName: name, Attributes: attributes });
        return {
          physicalId: urlOf(name),
          attributes: {
            Arn: arnOf(name),
            QueueName: name,
            QueueUrl: urlOf(name),
          },
        };
      },
    }),
    defineResource({
      type: 'AWS::SQS::QueuePolicy',
      properties: z.strictObject({
        Queues: z.array(z.string()),
        PolicyDocument: json.pipe(resourcePolicySchema),
      }),
      put: async ({ Queues, PolicyDocument }, place) => {
        for (const condition of PolicyDocument.Statement.flatMap((statement) =>
          unknownConditions(statement, serviceConditionKeys),
        ))
          report(
            'warn',
            place.stack.stackName,
            `${place.logicalId}: the IAM condition ${condition} can't be checked here and counts as met`,
          );
        policies.put(physicalName(place), Queues.map(arnOfUrl), PolicyDocument.Statement);
        for (const QueueUrl of Queues)
          await sqs.json('AmazonSQS.SetQueueAttributes', {
            QueueUrl,
            Attributes: { Policy: JSON.stringify(PolicyDocument) },
          });
        return { physicalId: physicalName(place), attributes: { Id: physicalName(place) } };
      },
      remove: (policyId) => policies.remove(policyId),
    }),
  ];
};
