import { GRID, PROPERTIES } from './grid.ts';
import { learnPrior, lessonOf } from './learn-prior.ts';
import { REFERENCE_PRIOR } from './prior.ts';

const memoryMb = [128, 256, 512, 1024, 1769, 3008];
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('learnPrior', () => {
  const computing = lessonOf(
    { memoryMb, durationMs: memoryMb.map((size) => 1e5 / Math.min(size, 1769)) },
    1,
  );
  const waiting = lessonOf({ memoryMb, durationMs: memoryMb.map(() => 50) }, 1);

  it('learns the shape of the curves', () => {
    const prior = learnPrior([computing]);

    expect(prior.kneeMb.indexOf(Math.max(...prior.kneeMb))).toBe(GRID.kneeMb.indexOf(1769));
    expect(prior.steepness.indexOf(Math.max(...prior.steepness))).toBe(0);
    expect(prior.noise.indexOf(Math.max(...prior.noise))).toBe(0);
  });

  it('counts each curve by its weight', () => {
    const mostlyWaiting = learnPrior([computing, { ...waiting, weight: 9 }]);
    const mostlyComputing = learnPrior([{ ...computing, weight: 9 }, waiting]);

    expect(mostlyWaiting.waiting.at(-1)).toBeGreaterThan(mostlyComputing.waiting.at(-1) ?? NaN);
  });

  it('shares out all, and leaves nothing impossible', () => {
    const prior = learnPrior([computing]);

    for (const property of PROPERTIES) {
      expect(sum(prior[property])).toBeCloseTo(1, 6);
      expect(Math.min(...prior[property])).toBeGreaterThan(0);
    }
  });
});

describe('REFERENCE_PRIOR', () => {
  it.each(PROPERTIES)('has a share for every %s of the grid', (property) => {
    expect(REFERENCE_PRIOR[property]).toHaveLength(GRID[property].length);
    expect(sum(REFERENCE_PRIOR[property])).toBeCloseTo(1, 3);
  });
});
