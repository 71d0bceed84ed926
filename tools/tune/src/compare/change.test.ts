import fc from 'fast-check';
import { changeOf, type Mean, verdictOf } from './change.ts';

const mean = (value: number, half: number): Mean => ({
  value,
  interval: [value - half, value + half],
});

const means = fc
  .record({
    value: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    share: fc.double({ min: 0, max: 0.4, noNaN: true }),
  })
  .map(({ value, share }) => mean(value, value * share));

describe('changeOf', () => {
  it('has the interval that both means give it', () => {
    const { relative, interval, verdict } = changeOf(mean(100, 5), mean(80, 4), 0.05);
    expect(relative).toBeCloseTo(-0.2, 10);
    expect(interval[0]).toBeCloseTo(-0.255, 2);
    expect(interval[1]).toBeCloseTo(-0.142, 2);
    expect(verdict).toBe('better');
  });

  it('is exact where the means are', () => {
    expect(changeOf(mean(100, 0), mean(110, 0), 0.05)).toEqual({
      before: 100,
      after: 110,
      relative: expect.closeTo(0.1),
      interval: [expect.closeTo(0.1), expect.closeTo(0.1)],
      verdict: 'worse',
    });
  });

  it('has no upper bound where the first mean may be zero', () => {
    const { interval, verdict } = changeOf(mean(100, 100), mean(300, 5), 0.05);
    expect(interval[1]).toBeNull();
    expect(verdict).toBe('same');
  });

  it('says nothing where one sample tells nothing', () => {
    const unknown: Mean = { value: 100, interval: [0, 1370] };
    expect(changeOf(unknown, { value: 500, interval: [0, 6000] }, 0.05)).toMatchObject({
      interval: [-1, null],
      verdict: 'same',
    });
  });

  it('can cope with nothing at all', () => {
    expect(changeOf(mean(0, 0), mean(0, 0), 0.05)).toMatchObject({ relative: 0, verdict: 'same' });
  });

  it('holds the change within its interval, and turns around with its sides', () => {
    fc.assert(
      fc.property(means, means, (before, after) => {
        const there = changeOf(before, after, 0.05);
        const back = changeOf(after, before, 0.05);
        expect(there.interval[0]).toBeLessThanOrEqual(there.relative + 1e-9);
        expect(there.interval[1] ?? Infinity).toBeGreaterThanOrEqual(there.relative - 1e-9);
        expect([there.verdict, back.verdict]).not.toEqual(['worse', 'worse']);
        expect([there.verdict, back.verdict]).not.toEqual(['better', 'better']);
      }),
    );
  });
});

describe('verdictOf', () => {
  it('wants the whole interval beyond the minimum effect', () => {
    expect(verdictOf([0.06, 0.2], 0.05)).toBe('worse');
    expect(verdictOf([0.04, 0.2], 0.05)).toBe('same');
    expect(verdictOf([-0.2, -0.04], 0.05)).toBe('same');
    expect(verdictOf([-0.2, -0.06], 0.05)).toBe('better');
    expect(verdictOf([-0.2, null], 0.05)).toBe('same');
  });
});
