import { messageBytes, redriveCountOf } from '../queue/message.ts';
import { aMessage } from '../testing/a-message.ts';
import { batchesOf, MAX_BATCH_BYTES, withRedriveCount } from './batches.ts';

const KB = 1024;

describe('batchesOf', () => {
  const sized = (...sizes: number[]) => sizes.map((size) => aMessage({ body: 'x'.repeat(size) }));

  it('takes ten at most', () => {
    const batches = batchesOf(sized(...Array<number>(25).fill(1)));
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('takes what fits into a call, in its order', () => {
    const batches = batchesOf(sized(600 * KB, 600 * KB, 300 * KB, 1024 * KB, 1));
    expect(batches.map(({ length }) => length)).toEqual([1, 2, 1, 1]);
    for (const batch of batches) {
      const bytes = batch.reduce((sum, message) => sum + messageBytes(message), 0);
      expect(bytes).toBeLessThanOrEqual(MAX_BATCH_BYTES);
    }
  });
});

describe('withRedriveCount', () => {
  it('counts on, and changes nothing else', () => {
    const attributes = { kind: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 255]) } };
    const message = aMessage({ attributes, body: '{"é": "🎉" }' });
    const once = withRedriveCount(message, 1024 * KB);
    const twice = withRedriveCount(once, 1024 * KB);
    expect([message, once, twice].map(redriveCountOf)).toEqual([0, 1, 2]);
    expect(twice).toMatchObject({ body: message.body, attributes });
  });

  it('leaves a message alone that has no room', () => {
    const full = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [
        `a${index}`,
        { DataType: 'String', StringValue: '1' },
      ]),
    );
    const crowded = aMessage({ attributes: full });
    const large = aMessage({ body: 'x'.repeat(256 * KB) });
    expect(withRedriveCount(crowded, 1024 * KB)).toBe(crowded);
    expect(withRedriveCount(large, 256 * KB)).toBe(large);
  });
});
