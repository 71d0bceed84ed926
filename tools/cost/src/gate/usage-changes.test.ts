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
});
