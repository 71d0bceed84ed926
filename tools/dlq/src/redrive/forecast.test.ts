import { aMessage, messages } from '../testing/a-message.ts';
import { forecast, type FunctionUsage } from './forecast.ts';

const usage: FunctionUsage = { memoryMb: 512, architecture: 'arm64', billedMs: 40, messages: 10 };
const options = {
  region: 'us-east-1',
  perSecond: 10,
  isFifo: false,
  to: 'queue' as const,
  consumers: new Map<string, FunctionUsage | undefined>([['f', usage]]),
};

describe('forecast', () => {
  it('counts the requests of both queues, the invocations, and their price', () => {
    const result = forecast(messages(100), options);
    expect(result).toMatchObject({
      messages: 100,
      seconds: 9,
      // Ten calls each: receive, send and delete here, receive and delete there.
      sqsRequests: 50,
      lambdaInvocations: 10,
    });
    const lambda = 10 * 2e-7 + (10 * 40 * 0.5 * 0.0000133334) / 1000;
    expect(result.usd).toBeCloseTo(50 * 4e-7 + lambda, 12);
  });

  it('counts 64 KB units of large messages', () => {
    const large = Array.from({ length: 3 }, () => aMessage({ body: 'x'.repeat(100 * 1024) }));
    const result = forecast(large, { ...options, consumers: new Map() });
    // One call of 300 KB: five units to receive, five to send, one to delete.
    expect(result).toMatchObject({ bytes: 300 * 1024, sqsRequests: 11, seconds: 0 });
  });

  it('says what it does not know', () => {
    const unknown = forecast(messages(10), { ...options, consumers: new Map([['f', undefined]]) });
    expect(unknown.lambdaInvocations).toBeUndefined();
    expect(unknown.notes.join()).toContain('f was not measured');
    const elsewhere = forecast(messages(10), { ...options, region: 'us-east-2' });
    expect(elsewhere.usd).toBeUndefined();
    expect(elsewhere.notes.join()).toContain('us-east-2');
  });

  it('takes a second for each of its messages at one a second, the last one not waited for', () => {
    expect(forecast(messages(5), { ...options, perSecond: 1 }).seconds).toBe(4);
    expect(forecast(messages(5), { ...options, perSecond: 0.5 }).seconds).toBe(8);
  });
});
