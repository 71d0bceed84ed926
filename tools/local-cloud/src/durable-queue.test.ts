import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDurableQueue } from './durable-queue.ts';

const aFile = () => join(mkdtempSync(join(tmpdir(), 'durable-queue-')), 'queue.sqlite');

describe('openDurableQueue', () => {
  it('hands out each due item once, oldest first', () => {
    const queue = openDurableQueue<string>(aFile(), 'work');
    queue.add(['a', 'b', 'c']);

    expect(queue.take(2).map(({ value }) => value)).toEqual(['a', 'b']);
    expect(queue.take(2).map(({ value }) => value)).toEqual(['c']);
    expect(queue.take(2)).toEqual([]);
    expect(queue.nextDueInMs()).toBeUndefined();
  });

  it('keeps what was taken and not done for the next process', () => {
    const file = aFile();
    const queue = openDurableQueue<string>(file, 'work');
    queue.add(['done', 'lost']);
    const [done] = queue.take(2);
    queue.done(done?.id ?? 0);
    queue.close();

    const reopened = openDurableQueue<string>(file, 'work');
    expect(reopened.take(9).map(({ value }) => value)).toEqual(['lost']);
  });

  it('hands an item out again after its delay, with its attempt counted', () => {
    const queue = openDurableQueue<string>(aFile(), 'work');
    queue.add(['a']);
    const [first] = queue.take(1);
    queue.retry(first?.id ?? 0, 60_000);

    expect(queue.take(1)).toEqual([]);
    expect(queue.nextDueInMs()).toBeGreaterThan(0);

    queue.retry(first?.id ?? 0, 0);
    expect(queue.take(1)).toMatchObject([{ value: 'a', attempt: 2 }]);
  });

  it('adds all of several items or none, and goes on after a failure', () => {
    const queue = openDurableQueue<unknown>(aFile(), 'work');
    const unwritable = {
      toJSON: () => {
        throw new Error('no JSON');
      },
    };

    expect(() => queue.add(['a', unwritable])).toThrow('no JSON');
    queue.add(['b']);

    expect(queue.take(9).map(({ value }) => value)).toEqual(['b']);
  });
});
