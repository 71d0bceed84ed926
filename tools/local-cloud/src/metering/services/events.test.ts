import { aJsonRequest } from '../../testing/a-request.ts';
import { answered } from '../testing/an-answered-request.ts';
import { meterEvents } from './events.ts';

const KB = 1024;
const put = (entries: object[], outcomes: object[] = entries.map(() => ({ EventId: '1' }))) =>
  answered(aJsonRequest('AWSEvents.PutEvents', { Entries: entries }), {
    FailedEntryCount: outcomes.filter((outcome) => 'ErrorCode' in outcome).length,
    Entries: outcomes,
  });
/** An entry of so many bytes in all. */
const entry = (bytes: number, more: object = {}) => ({
  Source: 'shop',
  DetailType: 'Ordered',
  Detail: 'x'.repeat(bytes - 'shop'.length - 'Ordered'.length),
  ...more,
});
const call = { service: 'events', operation: 'PutEvents' };

describe('meterEvents', () => {
  it.each([
    ['64 KB', entry(64 * KB), 1],
    ['64 KB and a byte', entry(64 * KB + 1), 2],
    ['65 KB', entry(65 * KB), 2],
    ['64 KB with a time, which is 14 bytes', entry(64 * KB, { Time: 1 }), 2],
    ['64 KB with resources', entry(64 * KB, { Resources: ['a'] }), 2],
    ['1 MB', entry(KB * KB), 16],
  ])('takes an entry of %s', (_name, one, chunks) => {
    expect(meterEvents(put([one]))).toEqual([{ ...call, resource: 'default', chunks }]);
  });

  it('rounds each entry up by itself, and takes each bus apart', () => {
    const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/orders';
    const entries = [entry(100), entry(100), entry(65 * KB, { EventBusName: bus })];

    expect(meterEvents(put(entries))).toEqual([
      { ...call, resource: 'default', chunks: 2 },
      { ...call, resource: 'orders', chunks: 2 },
    ]);
  });

  it('bills no entry that failed, and no request that was refused', () => {
    const entries = [entry(100), entry(100)];
    const request = put(entries, [{ EventId: '1' }, { ErrorCode: 'MalformedDetail' }]);

    expect(meterEvents(request)).toEqual([{ ...call, resource: 'default', chunks: 1 }]);
    expect(meterEvents({ ...request, answer: { status: 400 } })).toEqual([
      { ...call, resource: 'default', failed: 1 },
    ]);
  });

  it('bills nothing else', () => {
    const list = aJsonRequest('AWSEvents.ListRules', { EventBusName: 'orders' });

    expect(meterEvents(answered(list))).toEqual([
      { service: 'events', operation: 'ListRules', resource: 'orders' },
    ]);
  });
});
