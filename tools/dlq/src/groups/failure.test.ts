import { type Failure, normalise, ownFrame, patternOf } from './failure.ts';

const failure = (overrides: Partial<Failure> = {}): Failure => ({
  type: 'Error',
  message: 'no order 42',
  ...overrides,
});

describe('patternOf', () => {
  it('is the same for the same mistake in another message, at another time, in another build', () => {
    const [one, other] = [
      '11111111-1111-4111-8111-111111111111',
      'abcdefab-0000-4000-8000-00000000abcd',
    ].map((id, index) =>
      patternOf({
        type: 'TypeError',
        message: `order ${id} of 2026-01-0${index + 1}T00:00:00.000Z is ${index + 17} ms late`,
        stack: [`    at x (/var/task/src/handler.cjs:${index + 1}:${index * 7 + 1})`],
      }),
    );
    expect(one).toEqual(other);
    expect(one).toMatchObject({
      fingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
      message: 'order <id> of <time> is <n> ms late',
      frame: 'src/handler.cjs',
    });
  });

  it.each([
    ['type', failure({ type: 'RangeError' })],
    ['message', failure({ message: 'no customer 42' })],
    ['frame', failure({ stack: ['at read (/var/task/src/handler.cjs:1:1)'] })],
    ['cause', failure({ cause: failure({ message: 'no table' }) })],
  ])('differs with the %s', (_what, other) => {
    expect(patternOf(other).fingerprint).not.toBe(patternOf(failure()).fingerprint);
  });

  it('names the causes too', () => {
    expect(
      patternOf(failure({ cause: failure({ type: 'NoSuchKey', message: 'gone' }) })),
    ).toMatchObject({
      type: 'Error ← NoSuchKey',
      message: 'no order <n> ← gone',
    });
  });
});

describe('normalise', () => {
  it.each([
    ['request 0b45207d-8c6b-4b1d-beb9-bdb8bc2f852d failed', 'request <id> failed'],
    ['arn:aws:dynamodb:us-east-1:123456789012:table/x: denied', '<arn> denied'],
    ['sha 58b908582e6c8cce7331e0c1b906f80a', 'sha <hex>'],
    ['request id VJ8B4CK9SGQ2H0NRQJ7LF8M1QNVV4KQNSO5AEMVJF66Q9ASUAAJG', 'request id <id>'],
    ['took 12.5 s, 3 tries', 'took <n> s, <n> tries'],
    ['two\n  lines', 'two lines'],
    ['decade added', 'decade added'],
  ])('%s', (message, expected) => {
    expect(normalise(message)).toBe(expected);
  });
});

describe('ownFrame', () => {
  it('is the first one of the function itself', () => {
    expect(
      ownFrame([
        '    at JSON.parse (<anonymous>)',
        '    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
        '    at send (/var/task/node_modules/@aws-sdk/client/index.js:1:2)',
        '    at async storeOrders (/var/task/src/store-orders.cjs:61:40885)',
        '    at async Runtime.handler (/var/runtime/index.mjs:1:2)',
      ]),
    ).toBe('storeOrders (src/store-orders.cjs)');
  });

  it('is none where the function has no part', () => {
    expect(ownFrame(['    at JSON.parse (<anonymous>)'])).toBeUndefined();
  });
});
