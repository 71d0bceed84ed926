import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestLambda, until, type TestLambda } from '../testing/start-test-lambda.ts';

const failing = `export const handler = async () => { throw new Error('no'); };`;
const config = { functionName: 'worker', maximumRetryAttempts: 2, maximumEventAgeS: 3600 };
const event = Buffer.from('{"orderId":"7"}');

const record = ({ delivered }: TestLambda): unknown => JSON.parse(delivered[0]?.payload ?? 'null');

describe('an asynchronous invocation', () => {
  it('is tried three times and then goes to the failure destination', async () => {
    const test = startTestLambda({ asyncRetryDelaysMs: [20, 20] });
    await test.put(failing);
    test.lambda.putAsyncConfig({ ...config, onFailureArn: 'arn:aws:sqs:us-east-1:0:failed' });

    await test.lambda.invokeAsync('worker', event);
    await until(() => test.delivered.length > 0);

    expect(test.delivered[0]?.arn).toBe('arn:aws:sqs:us-east-1:0:failed');
    expect(record(test)).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3 },
      requestPayload: { orderId: '7' },
      responseContext: { functionError: 'Unhandled' },
      responsePayload: { errorMessage: 'no' },
    });
    expect(test.logs.filter((line) => line.startsWith('REPORT'))).toHaveLength(3);
    await test.stop();
  });

  it('goes to the success destination with the answer', async () => {
    const test = startTestLambda();
    await test.put(`export const handler = async () => ({ done: true });`);
    test.lambda.putAsyncConfig({ ...config, onSuccessArn: 'arn:ok' });

    await test.lambda.invokeAsync('worker', event);
    await until(() => test.delivered.length > 0);

    expect(record(test)).toMatchObject({
      requestContext: { condition: 'Success', approximateInvokeCount: 1 },
      responsePayload: { done: true },
    });
    await test.stop();
  });

  it('goes to the failure destination at once when the function may not run at all', async () => {
    const test = startTestLambda();
    await test.put(failing, { reservedConcurrency: 0 });
    test.lambda.putAsyncConfig({ ...config, onFailureArn: 'arn:failed' });

    await test.lambda.invokeAsync('worker', event);
    await until(() => test.delivered.length > 0);

    expect(record(test)).toMatchObject({
      requestContext: { condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 },
      requestPayload: { orderId: '7' },
    });
    expect(test.logs).toEqual([]);
    await test.stop();
  });

  it('leaves its event in the dead-letter queue of the function', async () => {
    const test = startTestLambda({ asyncRetryDelaysMs: [1] });
    await test.put(failing, { deadLetterArn: 'arn:dlq' });
    test.lambda.putAsyncConfig({ ...config, maximumRetryAttempts: 0 });

    await test.lambda.invokeAsync('worker', event);
    await until(() => test.delivered.length > 0);

    expect(test.delivered).toEqual([{ arn: 'arn:dlq', payload: '{"orderId":"7"}' }]);
    await test.stop();
  });

  it('is not repeated for a destination that does not exist', async () => {
    const reports: string[] = [];
    const missing = Object.assign(new Error('no such queue'), { name: 'QueueDoesNotExist' });
    const test = startTestLambda({
      deliverToArn: () => Promise.reject(missing),
      onReport: (line) => reports.push(line),
    });
    await test.put(`export const handler = async () => 1;`);
    test.lambda.putAsyncConfig({ ...config, onSuccessArn: 'arn:gone' });

    await test.lambda.invokeAsync('worker', event);
    await until(() => reports.length > 0);
    await test.stop();

    expect(reports).toEqual([
      expect.stringMatching(
        /^error worker nobody can be told what became of asynchronous event \S+: no such queue$/,
      ),
    ]);
    expect(test.logs.filter((line) => line.startsWith('REPORT'))).toHaveLength(1);
  });

  it('survives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lambda-'));
    const before = startTestLambda({ folder });
    await before.put(
      `export const handler = () => new Promise((done) => setTimeout(done, 60_000));`,
    );
    await before.lambda.invokeAsync('worker', event);
    await before.lambda.stop();

    const after = startTestLambda({ folder });
    await after.put(`export const handler = async (event) => event;`);
    after.lambda.putAsyncConfig({ ...config, onSuccessArn: 'arn:ok' });
    await until(() => after.delivered.length > 0);

    expect(record(after)).toMatchObject({ responsePayload: { orderId: '7' } });
    await after.stop();
  });

  it('is refused over 1 MB', async () => {
    const test = startTestLambda();
    await test.put(failing);

    await expect(
      test.lambda.invokeAsync('worker', Buffer.alloc(1024 * 1024 + 1, 32)),
    ).rejects.toMatchObject({ code: 'RequestEntityTooLargeException', status: 413 });

    await test.stop();
  });
});
