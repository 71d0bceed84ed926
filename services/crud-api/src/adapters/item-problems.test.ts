import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { ItemError, type ItemErrorCode } from '../domain/item-errors.ts';
import { withItemProblems } from './item-problems.ts';

const throttled = new DynamoDBServiceException({
  name: 'ThrottlingException',
  $fault: 'client',
  $metadata: {},
});

describe('withItemProblems', () => {
  it.each<[ItemErrorCode, number]>([
    ['NOT_FOUND', 404],
    ['EXISTS', 409],
    ['CONTENDED', 409],
    ['CONDITION_FAILED', 412],
    ['TOO_LARGE', 413],
    ['INVALID', 400],
  ])('says %s as %d', async (code, status) => {
    const refused = withItemProblems(Promise.reject(new ItemError(code, 'why')));

    await expect(refused).rejects.toMatchObject({ status, detail: 'why' });
  });

  it('names the field that is meant', async () => {
    const error = new ItemError('INVALID', 'why', { field: 'cursor' });

    await expect(withItemProblems(Promise.reject(error))).rejects.toMatchObject({
      errors: [{ field: 'cursor', message: 'why' }],
    });
  });

  it('says a busy table as 503 with the time to wait', async () => {
    await expect(withItemProblems(Promise.reject(throttled))).rejects.toMatchObject({
      status: 503,
      code: 'TABLE_BUSY',
      headers: { 'retry-after': '1' },
    });
  });

  it('leaves what it does not know to the handler, which says 500', async () => {
    const error = new Error('unknown');

    await expect(withItemProblems(Promise.reject(error))).rejects.toBe(error);
  });

  it('hands results through', async () => {
    await expect(withItemProblems(Promise.resolve(5))).resolves.toBe(5);
  });
});
