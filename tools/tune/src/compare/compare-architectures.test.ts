import { aCurve, anAnalysis, SIZES } from '../report/testing/an-analysis.ts';
import { compareArchitectures } from './compare-architectures.ts';

describe('compareArchitectures', () => {
  it('compares the best size of each', () => {
    const arm = aCurve(SIZES, 'arm64', { cpuMs: 50, waitMs: 12 });
    const run = anAnalysis({ measurements: [...aCurve(SIZES), ...arm], strategy: 'speed' });
    const comparison = compareArchitectures(run);
    expect(comparison).toMatchObject({
      kind: 'architectures',
      verdict: 'better',
      before: { name: 'x86_64', memoryMb: 3008 },
      after: { name: 'arm64', memoryMb: 3008 },
    });
    expect(comparison.rows.map(({ name }) => name)).toEqual([
      '128 MB',
      '256 MB',
      '512 MB',
      '1,024 MB',
      '1,536 MB',
      '3,008 MB',
    ]);
    expect(comparison.reason).toMatch(/^3,008 MB, arm64 is better than 3,008 MB, x86_64: cost −/);
  });

  it('wants both', () => {
    expect(() => compareArchitectures(anAnalysis())).toThrow('The run has no size of arm64');
  });
});
