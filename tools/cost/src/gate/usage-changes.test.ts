import { aUsageFile, exactly } from '../estimate/testing/a-service.ts';
import { usageFileText } from '../estimate/usage-file.ts';
import { usageChanges } from './usage-changes.ts';

describe('usageChanges', () => {
  it('names the lines of what differs by more than noise', () => {
    const before = aUsageFile();
    const after = structuredClone(before);
    Object.assign(after.functions['store']!.billedMs, exactly(20, 1));
    Object.assign(after.functions['store']!.logBytes, exactly(1, 1));
    after.metrics.push({ namespace: 'Shop', series: 2 });
    const text = usageFileText(after);

    const changes = usageChanges(before, after, { file: 'usage.json', text });

    const lineOf = (key: string, from = 0) =>
      text.slice(0, text.indexOf(key, from)).split('\n').length;
    expect(changes).toEqual([
      {
        ...{ id: 'usage.functions.store.billedMs', name: 'billedMs', before: '10', after: '20' },
        at: {
          file: 'usage.json',
          line: lineOf('"billedMs"', text.indexOf('"store"')),
          removed: false,
        },
      },
      {
        ...{ id: 'usage.metrics', name: 'custom metrics', before: '0', after: '2' },
        at: { file: 'usage.json', line: lineOf('"metrics"'), removed: false },
      },
    ]);
  });

  it('names calls that are new, and how messages come otherwise', () => {
    const before = aUsageFile();
    const after = structuredClone(before);
    const call = { item: 's3.put.STANDARD', resource: 'archive', per: 'event' } as const;
    after.functions['store']!.calls.push({ ...call, count: exactly(2) });
    Object.assign(after.queues['Queue']!, {
      messagesPerDelete: exactly(5),
      deadLetterRate: exactly(0.01),
    });

    const changes = usageChanges(before, after, { file: 'u', text: usageFileText(after) });

    expect(changes.map(({ id, name, before: was, after: is }) => [id, name, was, is])).toEqual([
      ['usage.functions.store.calls', 's3.put.STANDARD', '0', '2'],
      ['usage.queues.Queue.messagesPerDelete', 'messagesPerDelete', '10', '5'],
      ['usage.queues.Queue.deadLetterRate', 'deadLetterRate', '0', '0.01'],
    ]);
  });
});
