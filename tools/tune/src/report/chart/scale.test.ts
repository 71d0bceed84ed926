import fc from 'fast-check';
import { memoryScale, valueScale } from './scale.ts';

const memories = fc.uniqueArray(fc.integer({ min: 128, max: 10_240 }), { minLength: 1 });
const value = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true }));
const values = fc.array(value, { minLength: 1 });

describe('memoryScale', () => {
  it('puts sizes in their order between the edges', () => {
    fc.assert(
      fc.property(memories, (sizes) => {
        const { sizes: sorted, at, gap } = memoryScale(sizes, 100, 900);
        const places = sorted.map(at);
        expect(places.every((place) => place >= 100 - 1e-9 && place <= 900 + 1e-9)).toBe(true);
        const gaps = places.slice(1).map((place, index) => place - places[index]!);
        expect(gaps.every((each) => each > 0 && each >= gap - 1e-9)).toBe(true);
      }),
    );
  });

  it('gives a doubling the same width wherever it is', () => {
    const { kind, at } = memoryScale([128, 256, 512, 1024], 0, 900);
    expect(kind).toBe('log');
    expect([128, 256, 512, 1024].map(at)).toEqual([0, 300, 600, 900]);
  });

  it('spaces sizes evenly where some would touch', () => {
    const { kind, at } = memoryScale([128, 2944, 3008], 0, 900);
    expect(kind).toBe('even');
    expect([128, 2944, 3008].map(at)).toEqual([0, 450, 900]);
  });

  it('puts a single size in the middle', () => {
    expect(memoryScale([512], 0, 900).at(512)).toBe(450);
  });
});

describe('valueScale', () => {
  it('rises with the value and has room for all of them', () => {
    fc.assert(
      fc.property(values, (all) => {
        const { at, ticks } = valueScale(all, 200, 0);
        const places = all.toSorted((a, b) => a - b).map(at);
        expect(places.every((place) => place >= -1e-6 && place <= 200 + 1e-6)).toBe(true);
        expect(places).toEqual(places.toSorted((a, b) => b - a));
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
        expect(new Set(ticks).size).toBeGreaterThan(1);
      }),
    );
  });

  it('begins at zero', () => {
    expect(valueScale([50, 100], 200, 0)).toMatchObject({ kind: 'linear' });
    expect(valueScale([50, 100], 200, 0).at(0)).toBe(200);
  });

  it('is logarithmic from a factor of eight on', () => {
    const { kind, ticks } = valueScale([30, 800], 200, 0);
    expect({ kind, ticks }).toEqual({ kind: 'log', ticks: [20, 50, 100, 200, 500, 1000] });
  });

  it('has few ticks over many powers of ten', () => {
    expect(valueScale([1, 1e5], 200, 0).ticks).toEqual([1, 10, 100, 1000, 1e4, 1e5]);
  });

  it('is not squeezed by an interval that says next to nothing', () => {
    const { ticks, at, isBeyond } = valueScale([50, 100], 200, 0, [0, 60, 110, 5000]);
    expect(ticks.at(-1)).toBe(150);
    expect([at(5000), at(0)]).toEqual([0, 200]);
    expect([5000, 110, 0].map(isBeyond)).toEqual([true, false, false]);
  });

  it('is logarithmic whatever the intervals are', () => {
    const { kind, ticks, isBeyond } = valueScale([10, 800], 200, 0, [0, 7, 1200]);
    expect({ kind, ticks }).toEqual({
      kind: 'log',
      ticks: [5, 10, 20, 50, 100, 200, 500, 1000, 2000],
    });
    expect(isBeyond(0)).toBe(true);
  });
});
