import { destinationRecord } from './destination-record.ts';

const outcome = {
  requestId: '1',
  functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker:$LATEST',
  invokeCount: 3,
  requestPayload: '{"orderId":"7"}',
};
const at = new Date('2026-01-02T03:04:05.678Z');

describe('destinationRecord', () => {
  it('tells of retries that ran out', () => {
    const record = destinationRecord(
      {
        ...outcome,
        condition: 'RetriesExhausted',
        result: {
          payload: Buffer.from('{"errorType":"Error","errorMessage":"no"}'),
          functionError: 'Unhandled',
          executedVersion: '$LATEST',
        },
      },
      at,
    );

    expect(JSON.parse(record)).toEqual({
      version: '1.0',
      timestamp: '2026-01-02T03:04:05.678Z',
      requestContext: {
        requestId: '1',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 3,
      },
      requestPayload: { orderId: '7' },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });

  it('has no response for an event that never reached the function', () => {
    const record = destinationRecord({ ...outcome, condition: 'EventAgeExceeded', invokeCount: 0 });

    expect(JSON.parse(record)).not.toHaveProperty('responseContext');
    expect(JSON.parse(record)).not.toHaveProperty('responsePayload');
  });
});
