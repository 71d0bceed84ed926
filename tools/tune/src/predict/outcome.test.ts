import { measuredAgain } from './measured-again.ts';
import { type Curve } from './measurements/measurements.ts';
import { excessOf, isCheap, outcomeOf } from './outcome.ts';
import { taskOf } from './task.ts';

const memoryMB = [128, 256, 512, 1024, 2048];
const curve: Curve = {
  id: 'a',
  family: 'f',
  what: 'computes, run 1',
  runtime: 'nodejs',
  arch: 'arm64',
  start: 'warm',
  memoryMB,
  durationMs: [800, 350, 250, 180, 180],
  costUsd: [102, 90, 128, 184, 369],
  billing: 'arm-1ms',
  primary: true,
  flags: [],
};
const task = taskOf(curve);

describe('outcomeOf', () => {
  it('compares predictions with what was hidden', () => {
    const { error, excess, noisy } = outcomeOf(task, [385, 180]);

    expect(error).toBeCloseTo(0.05, 10);
    expect(excess).toBe(0);
    expect(noisy).toBe(false);
  });

  it('finds what a wrong cheapest size costs more', () => {
    expect(outcomeOf(task, [700, 100]).excess).toBeCloseTo(102 / 90 - 1, 10);
  });

  it('chooses by billed time, too', () => {
    const formerly = taskOf({ ...curve, billing: 'x86-100ms' });
    // 1,024 MB · 60 ms is the least, but 1,024 MB · 100 ms is more than 256 MB · 300 ms.
    expect(outcomeOf(formerly, [299, 60])).toMatchObject({
      excess: expect.closeTo(184 / 90 - 1, 10),
      excessBilled: 0,
    });
  });

  it('counts 5 % more than the cheapest as cheap', () => {
    expect(isCheap(1.05 - 1)).toBe(true);
    expect(isCheap(0.051)).toBe(false);
  });
});

describe('excessOf', () => {
  it('keeps to the sizes it is given', () => {
    expect(excessOf(curve, [512, 1024], () => 100)).toBe(0);
  });
});

describe('measuredAgain', () => {
  const again = (overrides: Partial<Curve>) =>
    measuredAgain(
      task,
      [385, 180],
      [curve, { ...curve, id: 'b', what: 'computes, run 2', ...overrides }],
    );

  it('holds a second measurement and the prediction against the first', () => {
    expect(again({ durationMs: [800, 700, 250, 180, 180] })).toEqual({
      noisy: false,
      error: { again: expect.closeTo(0.5, 10), predicted: expect.closeTo(0.05, 10) },
      cheapest: { again: 0, predicted: 1 },
    });
  });

  it('does not call a few sizes a choice', () => {
    const few = again({ memoryMB: [128, 256], durationMs: [800, 350] });

    expect(few).toMatchObject({ error: { again: 0 } });
    expect(few).not.toHaveProperty('cheapest');
  });

  it('looks at the same function only', () => {
    expect(again({ what: 'waits' })).toBeUndefined();
    expect(again({ start: 'mixed' })).toBeUndefined();
  });
});
