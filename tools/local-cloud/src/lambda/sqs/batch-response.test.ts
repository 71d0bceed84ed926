import { anSqsRecord } from '../testing/an-sqs-record.ts';
import { succeededRecords } from './batch-response.ts';

const records = ['a', 'b', 'c'].map((id) => anSqsRecord(id));
const succeeded = (payload: unknown): string[] =>
  succeededRecords(records, Buffer.from(JSON.stringify(payload))).map(({ messageId }) => messageId);

describe('succeededRecords', () => {
  it('keeps back what the function reports as failed', () => {
    expect(succeeded({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['a', 'c']);
  });

  it.each([[null], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])(
    'takes %j for complete success',
    (answer) => {
      expect(succeeded(answer)).toEqual(['a', 'b', 'c']);
    },
  );

  it.each([
    ['text'],
    [{ batchItemFailures: 'b' }],
    [{ batchItemFailures: [{}] }],
    [{ batchItemFailures: [{ itemIdentifier: '' }] }],
    [{ batchItemFailures: [{ itemIdentifier: null }] }],
    [{ batchItemFailures: [{ id: 'b' }] }],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
  ])('takes %j for complete failure', (answer) => {
    expect(succeeded(answer)).toEqual([]);
  });

  it('takes an answer that is no JSON for complete failure', () => {
    expect(succeededRecords(records, Buffer.from('{'))).toEqual([]);
  });
});
