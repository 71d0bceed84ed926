import { anSqsRecord } from '../testing/an-sqs-record.ts';
import { createBatch, maxBatchBytes } from './batch.ts';

describe('createBatch', () => {
  it('takes records up to its size and returns the rest', () => {
    const batch = createBatch(2);

    const rest = batch.add(['a', 'b', 'c'].map((id) => anSqsRecord(id)));

    expect(batch.records.map(({ messageId }) => messageId)).toEqual(['a', 'b']);
    expect(rest.map(({ messageId }) => messageId)).toEqual(['c']);
    expect(batch.isFull).toBe(true);
  });

  it('is full before its event grows over 6 MB', () => {
    const batch = createBatch(10_000);
    const megabyte = 'x'.repeat(1_000_000);

    const rest = batch.add(Array.from({ length: 10 }, (_, id) => anSqsRecord(`${id}`, megabyte)));

    expect(batch.isFull).toBe(true);
    expect(batch.records).toHaveLength(6);
    expect(rest).toHaveLength(4);
    expect(batch.toPayload().length).toBeLessThanOrEqual(maxBatchBytes);
  });

  it('makes the event of an SQS trigger', () => {
    const batch = createBatch(10);
    batch.add([anSqsRecord('a'), anSqsRecord('b')]);

    expect(JSON.parse(batch.toPayload().toString())).toEqual({
      Records: [anSqsRecord('a'), anSqsRecord('b')],
    });
  });
});
