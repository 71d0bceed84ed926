import { aMessage } from '../testing/a-message.ts';
import { replayEvent } from './event.ts';
import { outcomeOf } from './outcome.ts';
import type { Invocation } from './sandbox.ts';

describe('replayEvent', () => {
  const queueArn = 'arn:aws:sqs:us-east-1:000000000000:shop';

  it('is an SQS event of exactly the message', () => {
    const message = aMessage({
      body: '{ "a": 1 }',
      groupId: 'g',
      attributes: {
        kind: { DataType: 'String', StringValue: 'order' },
        raw: { DataType: 'Binary', BinaryValue: new Uint8Array([255]) },
      },
    });
    expect(replayEvent(message, queueArn)).toMatchObject({
      Records: [
        {
          messageId: message.messageId,
          body: '{ "a": 1 }',
          attributes: { ApproximateReceiveCount: '4', MessageGroupId: 'g' },
          messageAttributes: {
            kind: { stringValue: 'order', dataType: 'String' },
            raw: { binaryValue: '/w==', dataType: 'Binary' },
          },
          md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
          eventSourceARN: queueArn,
          awsRegion: 'us-east-1',
        },
      ],
    });
  });

  it('is the event itself for a function that reads no queue', () => {
    expect(replayEvent(aMessage({ body: '{"a":1}' }), undefined)).toEqual({ a: 1 });
  });

  it('is what the function was invoked with, of the record of a failed invocation', () => {
    const record = { requestContext: { functionArn: 'arn' }, requestPayload: { id: 7 } };
    expect(replayEvent(aMessage({ body: JSON.stringify(record) }), undefined)).toEqual({ id: 7 });
  });
});

describe('outcomeOf', () => {
  const scope = { region: 'us-east-1', architecture: 'arm64' } as const;
  const anInvocation = (overrides: Partial<Invocation>): Invocation => ({
    ...{ answer: { batchItemFailures: [] }, isFunctionError: false, log: [], calls: [] },
    ...{ billedMs: 100, memoryMb: 1024, maxMemoryUsedMb: 90 },
    ...overrides,
  });
  const outcome = (overrides: Partial<Invocation>) =>
    outcomeOf(anInvocation(overrides), 'm1', scope);

  it('succeeded when the message is none of the failed ones, and says what that cost', () => {
    const log = ['{"_aws":{},"EstimatedCost":0.00001}'];
    const { result, lambdaUsd, totalUsd } = outcome({ log });
    expect([result, totalUsd]).toEqual(['succeeded', 0.00001]);
    expect(lambdaUsd).toBeCloseTo(2e-7 + 0.1 * 0.0000133334, 12);
    expect(outcome({ answer: null }).result).toBe('succeeded');
  });

  it('failed with the reason in the log when the message is among the failed ones', () => {
    const reasons = [{ which: [{ messageId: 'm1' }], error: { name: 'TypeError', message: 'no' } }];
    const log = [JSON.stringify({ level: 'ERROR', message: 'Messages failed', reasons })];
    const answer = { batchItemFailures: [{ itemIdentifier: 'm1' }] };
    expect(outcome({ answer, log })).toMatchObject({
      result: 'failed',
      failure: { type: 'TypeError', message: 'no' },
    });
  });

  it('failed with the answer of a function that threw', () => {
    const answer = { errorType: 'RangeError', errorMessage: 'too large', trace: [] };
    expect(outcome({ answer, isFunctionError: true })).toMatchObject({
      result: 'failed',
      failure: { type: 'RangeError' },
    });
  });

  it('timed out when Lambda says so', () => {
    const answer = {
      errorType: 'Sandbox.Timedout',
      errorMessage: 'Task timed out after 8.00 seconds',
    };
    expect(outcome({ answer, isFunctionError: true, status: 'timeout' }).result).toBe('timed out');
  });
});
