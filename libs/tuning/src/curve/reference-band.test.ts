import { referenceBand } from './reference-band.ts';

describe('referenceBand', () => {
  it('says how far off predictions are, and on what that was measured', () => {
    const { duration, medianDuration, cheapest, notNoisy, withinBand, basis } = referenceBand();

    for (const share of [duration, medianDuration, cheapest, withinBand]) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(1);
    }
    expect(notNoisy.duration).toBeLessThan(duration);
    expect(notNoisy.cheapest).toBeGreaterThan(cheapest);
    expect(basis).toMatch(/^\d+ published curves of real functions on AWS/);
  });
});
