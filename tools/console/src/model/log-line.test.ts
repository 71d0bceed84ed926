import { linesOf, readableLine, readableLog } from './log-line.ts';

describe('readableLine', () => {
  const read = (message: string) => readableLine({ at: 1, message });

  it('takes a structured line apart', () => {
    const message =
      '{"level":"ERROR","message":"No <b>","timestamp":"t","service":"s","status":400,"error":{"name":"E"}}';
    expect(read(message)).toEqual({
      ...{ at: 1, level: 'ERROR', message: 'No <b>' },
      fields: [
        ['status', '400'],
        ['error', '{"name":"E"}'],
      ],
    });
  });

  it('shows the cost record without its envelope', () => {
    const message =
      '{"_aws":{"Timestamp":1},"service":"s","function":"f","stage":"local","EstimatedCost":2e-7,"records":3}';
    expect(read(message)).toMatchObject({
      level: 'COST',
      fields: [
        ['EstimatedCost', '2e-7'],
        ['records', '3'],
      ],
    });
  });

  it.each([
    ['REPORT RequestId: 1\tDuration: 1 ms\t\n', 'LAMBDA', 'REPORT RequestId: 1\tDuration: 1 ms'],
    ['2026-11-20T15:41:05.805Z\t4909ca81-6f9e\tWARN\ttwo\nlines\n', 'WARN', 'two\nlines'],
    ['hello', 'TEXT', 'hello'],
    ['{"half', 'TEXT', '{"half'],
  ])('reads %j as %s', (message, level, text) => {
    expect(read(message)).toEqual({ at: 1, level, message: text, fields: [] });
  });
});

describe('linesOf', () => {
  const lines = [
    ...['END RequestId: a', 'REPORT RequestId: a', 'START RequestId: b Version: $LATEST', 'hello'],
    ...['REPORT RequestId: b\tDuration: 1 ms', 'START RequestId: c'],
  ].map((message) => ({ message }));

  it('begins and ends with the invocation', () => {
    expect(linesOf(lines, 'b').map(({ message }) => message.split(' ')[0])).toEqual([
      'START',
      'hello',
      'REPORT',
    ]);
    expect(linesOf(lines, 'c')).toHaveLength(1);
    expect(linesOf(lines, 'x')).toEqual([]);
  });
});

describe('readableLog', () => {
  const events = ['START RequestId: a', 'one'].map((message) => ({ at: 1, message }));
  const messages = (...args: Parameters<typeof readableLog>) =>
    readableLog(...args).map(({ message }) => message);

  it('says so where a log is cut', () => {
    expect(messages(events, 'a', false)).toEqual(['START RequestId: a', 'one']);
    expect(messages(events, 'a', true).at(-1)).toMatch(/^The log is longer/);
    const whole = [...events, { at: 2, message: 'REPORT RequestId: a' }];
    expect(messages(whole, 'a', true).at(-1)).toBe('REPORT RequestId: a');
    expect(messages(events, 'b', true)).toEqual([]);
  });
});
