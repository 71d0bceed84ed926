import type { DeadLetterQueue } from '../list/find.ts';
import type { Origin } from '../list/origins.ts';
import { aMessage } from '../testing/a-message.ts';
import { groupMessages } from './group.ts';
import type { LogEvent, Logs } from './logs.ts';
import { findReasons, MAX_LINES, UNEXPLAINED } from './reasons.ts';

const source: Origin = {
  kind: 'queue',
  queue: 'shop',
  url: 'http://shop',
  maxReceiveCount: 3,
  visibilityTimeoutS: 10,
  consumers: ['shop-sell'],
};
const queueOf = (...origins: Origin[]): Pick<DeadLetterQueue, 'origins' | 'isFifo'> => ({
  origins,
  isFifo: false,
});
const SENT = Date.UTC(2026, 0, 2, 3, 4, 5);
const text = (StringValue: string) => ({ DataType: 'String', StringValue });

/** Logs of one function, and what was asked of them. */
const logsOf = (events: LogEvent[]) => {
  const asked: { from: number; to: number; functionName: string }[] = [];
  const logs: Logs = {
    async *failures(functionName, from, to) {
      asked.push({ functionName, from, to });
      yield events;
    },
  };
  return { logs, asked };
};
const failed = (which: object[], error: object | string, at = SENT + 1000): LogEvent => ({
  at,
  message: JSON.stringify({
    level: 'ERROR',
    message: 'Messages failed',
    reasons: [{ which, error }],
  }),
});

describe('findReasons', () => {
  it('asks the log of the consumer from when the oldest message was sent', async () => {
    const { logs, asked } = logsOf([]);
    const now = SENT + 3_600_000;
    const messages = [
      aMessage({ sentAt: SENT + 60_000 }),
      aMessage({ messageId: 'b', sentAt: SENT }),
    ];
    await findReasons(messages, queueOf(source), logs, { now });
    expect(asked).toEqual([{ functionName: 'shop-sell', from: SENT - 60_000, to: now }]);
  });

  it('takes the last try that names the message', async () => {
    const { logs } = logsOf([
      failed([{ messageId: 'a' }], 'Throttled: first'),
      failed([{ messageId: 'a' }], 'Invalid: last', SENT + 2000),
      failed([{ messageId: 'other' }], 'Invalid: of another', SENT + 3000),
    ]);
    const { byMessage } = await findReasons([aMessage({ messageId: 'a' })], queueOf(source), logs);
    expect([...byMessage]).toEqual([
      ['a', { failure: { type: 'Invalid', message: 'last' }, by: 'message id', at: SENT + 2000 }],
    ]);
  });

  it('finds a message by its request where no line names it', async () => {
    const body = JSON.stringify({
      'detail-type': 'OrderPlaced',
      detail: { metadata: { correlationId: 'c1' } },
    });
    const line = {
      level: 'ERROR',
      message: 'no',
      correlation_id: 'c1',
      error: { name: 'TypeError', message: 'no' },
    };
    const { logs } = logsOf([{ at: SENT, message: JSON.stringify(line) }]);
    const { byMessage } = await findReasons(
      [aMessage({ messageId: 'a', body })],
      queueOf(source),
      logs,
    );
    expect(byMessage.get('a')).toMatchObject({
      by: 'correlation id',
      failure: { type: 'TypeError' },
    });
  });

  it('believes a line that names the message before one that names its request, whichever came last', async () => {
    const body = JSON.stringify({
      'detail-type': 'OrderPlaced',
      detail: { metadata: { correlationId: 'c1' } },
    });
    const error = { name: 'TypeError', message: 'of the request' };
    const line = { level: 'ERROR', message: 'no', correlation_id: 'c1', error };
    const { logs } = logsOf([
      failed([{ messageId: 'a' }], 'Invalid: of the message'),
      { at: SENT + 2000, message: JSON.stringify(line) },
    ]);
    const message = aMessage({ messageId: 'a', body });
    const { byMessage } = await findReasons([message], queueOf(source), logs);
    expect(byMessage.get('a')).toMatchObject({
      by: 'message id',
      failure: { message: 'of the message' },
    });
  });

  it('does not take what one of several orders failed of for the reason of all', async () => {
    const orders = ['o1', 'o2'].map((orderId) => ({ orderId }));
    const line = {
      level: 'ERROR',
      message: 'no',
      correlation_id: 'o1',
      error: { name: 'TypeError', message: 'no' },
    };
    const { logs } = logsOf([{ at: SENT, message: JSON.stringify(line) }]);
    const reasonOf = async (body: object) =>
      (
        await findReasons(
          [aMessage({ messageId: 'a', body: JSON.stringify(body) })],
          queueOf(source),
          logs,
        )
      ).byMessage.get('a')?.by;
    expect(await reasonOf({ orders })).toBeUndefined();
    expect(await reasonOf({ orders: orders.slice(0, 1) })).toBe('correlation id');
  });

  it('guesses by the time when invocations failed as a whole while the message was tried', async () => {
    const timeout = (at: number) => ({
      at,
      message:
        '2026-01-02T03:04:06.000Z 99999999-0000-4000-8000-000000000000 Task timed out after 8.00 seconds',
    });
    const during = logsOf([timeout(SENT + 5000)]);
    const after = logsOf([timeout(SENT + 3_600_000)]);
    const message = aMessage({ messageId: 'a', sentAt: SENT });
    expect(
      (await findReasons([message], queueOf(source), during.logs)).byMessage.get('a'),
    ).toMatchObject({
      by: 'time',
      failure: { type: 'Sandbox.Timedout' },
    });
    expect((await findReasons([message], queueOf(source), after.logs)).byMessage.size).toBe(0);
  });

  it('reads what a rule, a destination and a dead-letter queue of a function say, and no log', async () => {
    const { logs, asked } = logsOf([]);
    const record = {
      requestContext: { condition: 'RetriesExhausted', functionArn: 'arn' },
      requestPayload: {},
      responsePayload: { errorType: 'RangeError', errorMessage: 'too large' },
    };
    const old = {
      requestContext: { condition: 'EventAgeExceeded', functionArn: 'arn' },
      requestPayload: {},
    };
    const messages = [
      aMessage({
        messageId: 'rule',
        attributes: { ERROR_CODE: text('NO_PERMISSIONS'), ERROR_MESSAGE: text('denied') },
      }),
      aMessage({ messageId: 'destination', body: JSON.stringify(record) }),
      aMessage({ messageId: 'old', body: JSON.stringify(old) }),
      aMessage({
        messageId: 'function',
        attributes: { ErrorCode: text('200'), ErrorMessage: text('no') },
      }),
    ];
    const origin: Origin = { kind: 'function', function: 'f', via: 'destination' };
    const { byMessage } = await findReasons(messages, queueOf(origin), logs);
    expect([...byMessage.values()].map(({ failure }) => failure)).toMatchObject([
      { type: 'NO_PERMISSIONS', message: 'denied' },
      { type: 'RangeError', message: 'too large' },
      { type: 'EventAgeExceeded', message: '' },
      { type: 'Lambda 200', message: 'no' },
    ]);
    expect(asked).toEqual([]);
  });

  it('does not take an attribute of an earlier failure for why the consumer failed', async () => {
    const { logs } = logsOf([failed([{ messageId: 'a' }], 'Invalid: body')]);
    const message = aMessage({ messageId: 'a', attributes: { ERROR_CODE: text('OLD') } });
    const { byMessage } = await findReasons([message], queueOf(source), logs);
    expect(byMessage.get('a')?.failure.type).toBe('Invalid');
  });

  it('says when it has not read the whole log', async () => {
    const { logs } = logsOf(Array<LogEvent>(MAX_LINES).fill({ at: SENT, message: '' }));
    expect((await findReasons([aMessage()], queueOf(source), logs)).isCut).toBe(true);
  });
});

describe('groupMessages', () => {
  it('puts what nothing explains into a group of its own, the largest group first', () => {
    const reason = (message: string) => ({
      failure: { type: 'Error', message },
      by: 'message id' as const,
    });
    const messages = ['a', 'b', 'c', 'd'].map((messageId, index) =>
      aMessage({ messageId, sentAt: SENT + index }),
    );
    const byMessage = new Map([
      ['b', reason('no order 1')],
      ['c', reason('no order 2')],
      ['d', reason('no order 3')],
    ]);
    const groups = groupMessages(messages, { byMessage });
    expect(groups).toMatchObject([
      {
        pattern: { message: 'no order <n>' },
        by: ['message id'],
        firstSentAt: SENT + 1,
        lastSentAt: SENT + 3,
        messages: { length: 3 },
      },
      { fingerprint: UNEXPLAINED, by: [], messages: [{ messageId: 'a' }] },
    ]);
    expect(groups[1]).not.toHaveProperty('pattern');
  });
});
