import { aRequest } from '../../testing/a-request.ts';
import { meterSns } from './sns.ts';

const asked = (fields: Record<string, string>, status = 200) =>
  meterSns({
    request: aRequest({ body: Buffer.from(new URLSearchParams(fields).toString()) }),
    answer: { status },
  });
const TopicArn = 'arn:aws:sns:us-east-1:000000000000:alarms';
const call = { service: 'sns', resource: 'alarms' };

describe('meterSns', () => {
  it.each([
    [64 * 1024, 1],
    [64 * 1024 + 1, 2],
  ])('takes a message of %d bytes as %d chunks', (bytes, chunks) => {
    expect(asked({ Action: 'Publish', TopicArn, Message: 'x'.repeat(bytes) })).toEqual([
      { ...call, operation: 'Publish', chunks },
    ]);
  });

  it('takes the messages of a batch together', () => {
    const half = 'x'.repeat(40_000);
    const fields = {
      'PublishBatchRequestEntries.member.1.Message': half,
      'PublishBatchRequestEntries.member.2.Message': half,
    };

    expect(asked({ Action: 'PublishBatch', TopicArn, ...fields })).toEqual([
      { ...call, operation: 'PublishBatch', chunks: 2 },
    ]);
  });

  it('bills no failure and no other action', () => {
    expect(asked({ Action: 'Publish', TopicArn, Message: 'x' }, 404)).toEqual([
      { ...call, operation: 'Publish', failed: 1 },
    ]);
    expect(asked({ Action: 'GetTopicAttributes', TopicArn })).toEqual([
      { ...call, operation: 'GetTopicAttributes' },
    ]);
  });
});
