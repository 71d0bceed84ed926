import { aFunction, aRole, arnOf, writePackage } from '@acado/local-cloud/testing';

export const CONSUMER = 'acado-runaway-local-consume';
export const QUEUE = 'acado-runaway-local-letters';

const queue = (QueueName: string, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName, ...more },
});

/** A function that reads a queue whose messages may be received once. */
const resources = {
  Role: aRole(
    'runaway-consumer',
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    arnOf('Letters'),
  ),
  Consume: aFunction(CONSUMER, 'consume.zip', {}),
  DeadLetters: queue(`${QUEUE}-dlq`),
  Letters: queue(QUEUE, {
    VisibilityTimeout: 1,
    RedrivePolicy: { deadLetterTargetArn: arnOf('DeadLetters'), maxReceiveCount: 1 },
  }),
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: arnOf('Letters'), FunctionName: arnOf('Consume') },
  },
};

export const packageQueueService = (directory: string): string =>
  writePackage(directory, {
    ...{ name: 'acado-runaway-queue', folder: 'runaway-queue', resources },
    code: { 'consume.zip': 'exports.handler = async () => undefined;' },
  });
