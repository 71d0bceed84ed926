import type { LogEvent } from '../aws/log-events.ts';
import { createInvocations } from './invocations.ts';

let next = 0;
const event = (message: string, stream = 's'): LogEvent => ({
  ...{ id: String(next++), stream, at: next * 1000, message },
});
const report = (id: string, more = '') =>
  `REPORT RequestId: ${id}\tDuration: 7.20 ms\tBilled Duration: 8 ms\tMemory Size: 512 MB\tMax Memory Used: 80 MB\t${more}`;
const cost = (usd: number, records: number) =>
  JSON.stringify({ _aws: {}, EstimatedCost: usd, records });
const ran = (id: string, ...lines: string[]) =>
  [`START RequestId: ${id} Version: $LATEST`, ...lines, `END RequestId: ${id}`, report(id)].map(
    (line) => event(line),
  );

describe('createInvocations', () => {
  const create = () => createInvocations((_name, { billedMs, memoryMb }) => billedMs * memoryMb);

  it('reads an invocation from the lines between its START and its REPORT', () => {
    const invocations = create();
    invocations.take('store', ran('a', '{"level":"ERROR","message":"No"}', cost(0.5, 2)));
    expect(invocations.list({ limit: 9 })).toEqual([
      expect.objectContaining({
        ...{ id: 'a', functionName: 'store', status: 'success', loggedErrors: 1 },
        ...{ durationMs: 7.2, billedMs: 8, memoryMb: 512, usedMb: 80, initMs: undefined },
        ...{ costUsd: 8 * 512, estimatedUsd: 0.5, records: 2 },
      }),
    ]);
  });

  it('takes a handler that threw for an error, though its REPORT line does not say so', () => {
    const invocations = create();
    invocations.take('store', ran('a', '2026-11-20T15:41:05.805Z\ta\tERROR\tInvoke Error\t{}'));
    expect(invocations.list({ limit: 9, wrongOnly: true })).toMatchObject([
      { status: 'error', loggedErrors: 1 },
    ]);
  });

  it('goes on where it stopped, each stream by itself', () => {
    const invocations = create();
    invocations.take('store', [event('START RequestId: a', '1'), event('START RequestId: b', '2')]);
    invocations.take('store', [event(cost(1, 1), '2'), event(report('b'), '2')]);
    invocations.take('store', [event(report('a'), '1')]);
    const usd = invocations.list({ limit: 9 }).map(({ id, estimatedUsd }) => [id, estimatedUsd]);
    expect(usd).toEqual([
      ['a', undefined],
      ['b', 1],
    ]);
  });

  it('takes the lines of none for its own where some were left out', () => {
    const invocations = create();
    invocations.take('store', [event('START RequestId: a'), event(cost(9, 1)), event(report('b'))]);
    expect(invocations.list({ limit: 9 })).toEqual([
      expect.objectContaining({ id: 'b', estimatedUsd: undefined }),
    ]);
  });

  it('lists the newest, of one function or of those that went wrong', () => {
    const invocations = create();
    invocations.take('store', ran('a'));
    invocations.take('place', [event(`START RequestId: b`), event(report('b', 'Status: timeout'))]);
    invocations.take('store', ran('c'));
    const ids = (options: object) => invocations.list({ limit: 9, ...options }).map(({ id }) => id);
    expect(ids({})).toEqual(['c', 'b', 'a']);
    expect(ids({ limit: 2 })).toEqual(['c', 'b']);
    expect(ids({ functionName: 'store' })).toEqual(['c', 'a']);
    expect(ids({ wrongOnly: true })).toEqual(['b']);
  });

  it('keeps an error in sight though many went well since', () => {
    const invocations = create();
    invocations.take('store', ran('bad', '{"level":"ERROR"}'));
    for (let index = 0; index < 300; index++) invocations.take('store', ran(`good-${index}`));
    expect(invocations.list({ limit: 999 })).toHaveLength(100);
    expect(invocations.list({ limit: 9, wrongOnly: true }).map(({ id }) => id)).toEqual(['bad']);
    expect(invocations.find('store', 'bad')?.id).toBe('bad');
  });

  it('divides what the invocations cost by what they did', () => {
    const invocations = create();
    expect(invocations.costPerRecord('store')).toBeUndefined();
    invocations.take('store', [...ran('a', cost(3, 1)), ...ran('b', cost(1, 7)), ...ran('c')]);
    expect(invocations.costPerRecord('store')).toBe(0.5);
  });

  it('leaves requests that were refused out of the cost of a record', () => {
    const invocations = create();
    const refused = '{"level":"INFO","message":"Request refused","status":400}';
    invocations.take('place', ran('canary', refused, cost(9, 1)));
    expect(invocations.list({ limit: 9 })).toMatchObject([{ id: 'canary', refused: 400 }]);
    expect(invocations.costPerRecord('place')).toBeUndefined();
    invocations.take('place', ran('a', cost(3, 1)));
    expect(invocations.costPerRecord('place')).toBe(3);
  });

  it('sees an error whatever its other fields are', () => {
    const invocations = create();
    invocations.take('store', ran('a', '{"level":"ERROR","status":"late","records":{}}'));
    expect(invocations.list({ limit: 9 })).toMatchObject([{ loggedErrors: 1 }]);
  });
});
