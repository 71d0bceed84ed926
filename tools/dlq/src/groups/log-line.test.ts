import { failureOfPayload, failuresIn } from './log-line.ts';

const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const invocation = id(9);
const line = (fields: object) =>
  JSON.stringify({ level: 'ERROR', message: 'x', function_request_id: invocation, ...fields });

describe('failuresIn', () => {
  it('reads the failed messages of a batch with their reasons', () => {
    const reasons = [
      { messages: 1, which: [{ messageId: id(1) }], error: 'InvalidMessage: body: Invalid JSON' },
      {
        messages: 2,
        which: [{ messageId: id(2), correlation_id: 'request-2' }, { messageId: id(3) }],
        error: {
          name: 'Error',
          message: 'no',
          stack: 'Error: no\n    at a (/x:1:2)',
          cause: { name: 'B', message: 'c' },
        },
      },
    ];
    expect(failuresIn(line({ message: 'Messages failed', reasons }))).toEqual([
      {
        failure: { type: 'InvalidMessage', message: 'body: Invalid JSON' },
        ids: [id(1)],
        isInvocation: false,
      },
      {
        failure: {
          type: 'Error',
          message: 'no',
          stack: ['    at a (/x:1:2)'],
          cause: { type: 'B', message: 'c' },
        },
        ids: [id(2), 'request-2', id(3)],
        isInvocation: false,
      },
    ]);
  });

  it('reads the ids of a structured line, without that of the invocation', () => {
    const error = { name: 'TypeError', message: 'no data' };
    expect(failuresIn(line({ error, orderId: id(1), correlation_id: 'c' }))).toMatchObject([
      { failure: { type: 'TypeError', message: 'no data' }, ids: [id(1), 'c'] },
    ]);
  });

  it('takes a batch that failed as a whole for the invocation', () => {
    const error = { name: 'Error', message: 'no table' };
    expect(failuresIn(line({ message: 'Batch failed', error }))).toMatchObject([
      { ids: [], isInvocation: true },
    ]);
  });

  it('reads what Lambda logs in JSON of an invocation that threw', () => {
    const message = {
      errorType: 'TypeError',
      errorMessage: 'no',
      stackTrace: ['    at h (/x:1:2)'],
    };
    const text = JSON.stringify({ level: 'ERROR', requestId: invocation, message });
    expect(failuresIn(text)).toEqual([
      {
        failure: { type: 'TypeError', message: 'no', stack: ['    at h (/x:1:2)'] },
        ids: [],
        isInvocation: true,
      },
    ]);
  });

  it.each([
    [
      `2026-01-02T03:04:05.678Z ${invocation} Task timed out after 8.00 seconds`,
      { type: 'Sandbox.Timedout', message: 'Task timed out after 8.00 seconds' },
    ],
    [
      `RequestId: ${invocation} Error: Runtime exited with error: signal: killed`,
      { type: 'Runtime.ExitError', message: 'Runtime exited with error: signal: killed' },
    ],
    [
      `2026-01-02T03:04:05.678Z\t${invocation}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"no","stack":["TypeError: no","    at h (/x:1:2)"]}`,
      { type: 'TypeError', message: 'no', stack: ['    at h (/x:1:2)'] },
    ],
  ])('takes what Lambda says of an invocation for all of its messages: %s', (text, failure) => {
    expect(failuresIn(text)).toEqual([{ failure, ids: [], isInvocation: true }]);
  });

  it('reads a plain error line that names a message', () => {
    expect(
      failuresIn(`2026-01-02T03:04:05.678Z\t${invocation}\tERROR\tcannot store ${id(1)}`),
    ).toEqual([
      {
        failure: { type: 'ERROR', message: `cannot store ${id(1)}` },
        ids: [id(1)],
        isInvocation: false,
      },
    ]);
  });

  it.each(['', '{', 'START RequestId: x', '{"level":"INFO","message":"ERROR"}', 'null'])(
    'finds nothing in %p',
    (text) => expect(failuresIn(text)).toEqual([]),
  );
});

describe('failureOfPayload', () => {
  it('reads what a function answered when it failed', () => {
    const payload = { errorType: 'TypeError', errorMessage: 'no', trace: [] };
    expect(failureOfPayload(payload)).toMatchObject({ type: 'TypeError', message: 'no' });
    expect(failureOfPayload({ done: true })).toBeUndefined();
    expect(failureOfPayload(undefined)).toBeUndefined();
  });
});
