import { durationAtKnee, relativeDuration, type Shape } from './shape.ts';

const computes: Shape = { waiting: 0, kneeMb: 1769, steepness: 1, parallel: 0 };

describe('relativeDuration', () => {
  it('halves with twice the memory where a function only computes', () => {
    expect(relativeDuration(computes, 256) / relativeDuration(computes, 512)).toBeCloseTo(2, 10);
  });

  it('is 1 at the knee, and stays there on one thread', () => {
    expect(relativeDuration(computes, 1769)).toBe(1);
    expect(relativeDuration(computes, 10_240)).toBe(1);
  });

  it('goes on falling above the knee as far as the work is parallel, to a sixth at most', () => {
    const parallel = { ...computes, parallel: 0.5 };

    expect(relativeDuration(parallel, 2 * 1769)).toBeCloseTo(0.75, 10);
    expect(relativeDuration({ ...parallel, kneeMb: 150 }, 10_240)).toBeCloseTo(0.5 + 0.5 / 6, 10);
  });

  it('does not depend on memory where a function only waits', () => {
    expect(relativeDuration({ ...computes, waiting: 1 }, 128)).toBe(1);
  });
});

describe('a brief shape', () => {
  const brief: Shape = { waiting: 0.5, kneeMb: 1769 / 4, steepness: 'brief', parallel: 0 };

  it('is held up only by what does not fit into a scheduler period', () => {
    expect(relativeDuration(brief, 1769 / 4)).toBe(1);
    expect(relativeDuration(brief, 3008)).toBe(1);
    expect(relativeDuration(brief, 1769 / 8)).toBeCloseTo(0.5 + 0.5 * (1 + 0.5 * 7), 10);
  });

  it('says how long the function takes at the knee', () => {
    // 5 ms in a period of 20 ms, 1 ms of overdraft, and as long again of waiting.
    expect(durationAtKnee(brief)).toBeCloseTo(12, 10);
    expect(durationAtKnee(computes)).toBeUndefined();
  });
});
