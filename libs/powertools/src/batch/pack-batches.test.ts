import fc from 'fast-check';
import { packBatches } from './pack-batches.ts';

const sizes = fc.array(fc.nat(50), { maxLength: 60 });

describe('packBatches', () => {
  it('keeps every item, in order', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 10 }), (items, maxCount) => {
        const batches = packBatches(items, { maxCount, maxBytes: 100, sizeOf: (size) => size });
        expect(batches.flat()).toEqual(items);
      }),
    );
  });

  it('exceeds neither the count nor, unless one item alone does, the bytes', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.integer({ min: 1, max: 10 }),
        fc.nat(60),
        (items, maxCount, maxBytes) => {
          for (const batch of packBatches(items, { maxCount, maxBytes, sizeOf: (size) => size })) {
            expect(batch.length).toBeLessThanOrEqual(maxCount);
            const bytes = batch.reduce((sum, size) => sum + size, 0);
            expect(bytes <= maxBytes || batch.length === 1).toBe(true);
          }
        },
      ),
    );
  });

  it('makes no empty batch', () => {
    expect(packBatches([], { maxCount: 10 })).toEqual([]);
    expect(packBatches([1, 2, 3], { maxCount: 2 })).toEqual([[1, 2], [3]]);
  });
});
