import { mapConcurrently } from './map-concurrently.ts';

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('mapConcurrently', () => {
  it('keeps the order of the items', async () => {
    const results = await mapConcurrently([3, 1, 2], 2, async (turns) => {
      for (let turn = 0; turn < turns; turn += 1) await nextTurn();
      return turns * 10;
    });
    expect(results).toEqual([30, 10, 20]);
  });

  it('has at most the given number of calls in flight', async () => {
    let inFlight = 0;
    let most = 0;
    await mapConcurrently([...Array(20).keys()], 3, async () => {
      most = Math.max(most, ++inFlight);
      await nextTurn();
      inFlight -= 1;
    });
    expect(most).toBe(3);
  });

  it('rejects with the first error and starts nothing after it', async () => {
    const started: number[] = [];
    const promise = mapConcurrently([0, 1, 2, 3, 4], 2, async (item) => {
      started.push(item);
      await nextTurn();
      if (item === 0) throw new Error('no');
    });
    await expect(promise).rejects.toThrow('no');
    await nextTurn();
    expect(started).toEqual([0, 1]);
  });

  it('does nothing without items', async () => {
    expect(await mapConcurrently([], 5, async () => 1)).toEqual([]);
  });
});
