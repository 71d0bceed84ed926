import { consumerQueues, deadLetterQueues, setVisibilityTimeouts } from './queues.ts';
import { aConsumerStack } from './testing/a-template.ts';

describe('consumerQueues', () => {
  it('finds the queue of a function with its timeout and window', () => {
    expect(consumerQueues(aConsumerStack())).toEqual([
      {
        queueId: 'OrdersQueue',
        functionId: 'WriteOrdersLambdaFunction',
        timeout: 30,
        batchingWindow: 1,
      },
    ]);
  });

  it('ignores queues of other stacks', () => {
    const resources = aConsumerStack();
    resources.WriteOrdersMapping!.Properties!.EventSourceArn = 'arn:aws:sqs:us-east-1:1:other';

    expect(consumerQueues(resources)).toEqual([]);
  });
});

describe('setVisibilityTimeouts', () => {
  it('hides a message for six timeouts and the batching window', () => {
    const resources = aConsumerStack();

    setVisibilityTimeouts(resources);

    expect(resources.OrdersQueue!.Properties!.VisibilityTimeout).toBe(181);
    expect(resources.OrdersDeadLetterQueue!.Properties).not.toHaveProperty('VisibilityTimeout');
  });

  it('keeps what a queue declares', () => {
    const resources = aConsumerStack();
    resources.OrdersQueue!.Properties!.VisibilityTimeout = 900;

    setVisibilityTimeouts(resources);

    expect(resources.OrdersQueue!.Properties!.VisibilityTimeout).toBe(900);
  });
});

describe('deadLetterQueues', () => {
  it('finds them behind queues and rule targets', () => {
    expect(deadLetterQueues(aConsumerStack())).toEqual([
      'OrdersDeadLetterQueue',
      'OrdersRuleDeadLetterQueue',
    ]);
  });

  it('finds them behind functions', () => {
    const resources = {
      Failures: { Type: 'AWS::SQS::Queue' },
      Dropped: { Type: 'AWS::SQS::Queue' },
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          DestinationConfig: {
            OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } },
          },
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Dropped', 'Arn'] } } },
      },
    };

    expect(deadLetterQueues(resources).sort()).toEqual(['Dropped', 'Failures']);
  });
});
