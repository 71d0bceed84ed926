import { type Analysis, choose } from '@acado/tuning';
import { aCurve, aMeasurement, anAnalysis, SIZES } from '../report/testing/an-analysis.ts';
import { compareRuns } from './compare-runs.ts';

const NOW = { memoryMb: 1024, architecture: 'x86_64' } as const;

/** A run whose function has 1,024 MB and takes so long there. */
const taking = (ms: number, overrides: Partial<Analysis> = {}): Analysis =>
  anAnalysis({ measurements: [aMeasurement(NOW, ms)], ...overrides });

describe('compareRuns', () => {
  it.each([
    [100, 70, 'better'],
    [100, 102, 'same'],
    [100, 130, 'worse'],
  ] as const)('of %d and then %d ms: %s', (before, after, verdict) => {
    expect(compareRuns(taking(before), taking(after)).verdict).toBe(verdict);
  });

  it('compares what the function had in each run', () => {
    const arm = { memoryMb: 512, architecture: 'arm64' } as const;
    const after = anAnalysis({ measurements: [aMeasurement(arm, 150)], current: arm });
    const comparison = compareRuns(anAnalysis(), after);
    expect(comparison).toMatchObject({ verdict: 'better', before: NOW, after: arm });
    expect(comparison.reason).toMatch(
      /^After \(512 MB, arm64\) is better than before \(1,024 MB, x86_64\): cost −\d+ % \(/,
    );
  });

  it('compares by the strategy', () => {
    const slowerButCheaper = (strategy: Analysis['strategy']) => {
      const [before, after] = [
        taking(100, { strategy }),
        anAnalysis({
          strategy,
          measurements: [aMeasurement({ memoryMb: 256, architecture: 'x86_64' }, 200)],
          current: { memoryMb: 256, architecture: 'x86_64' },
        }),
      ];
      return compareRuns(before, after).verdict;
    };
    expect(slowerButCheaper('cost')).toBe('better');
    expect(slowerButCheaper('speed')).toBe('worse');
  });

  it('weighs both in balanced', () => {
    const before = taking(100, { strategy: 'balanced' });
    const after = anAnalysis({
      strategy: 'balanced',
      measurements: [aMeasurement({ memoryMb: 512, architecture: 'x86_64' }, 150)],
      current: { memoryMb: 512, architecture: 'x86_64' },
    });
    expect(compareRuns(before, after, { balancedWeight: 1 }).verdict).toBe('better');
    expect(compareRuns(before, after, { balancedWeight: 0.5 }).verdict).toBe('same');
    expect(compareRuns(before, after, { balancedWeight: 0 }).verdict).toBe('worse');
  });

  it('does not call worse what a balanced run recommends', () => {
    const measurements = [1024, 512, 256].map((memoryMb, index) =>
      aMeasurement({ memoryMb, architecture: 'x86_64' }, [120, 170, 850][index]!),
    );
    const before = anAnalysis({ strategy: 'balanced', measurements });
    const half = { strategy: 'balanced', balancedWeight: 0.5, minimumEffect: 0.05 } as const;
    const contenders = measurements.map((measured) => ({
      candidate: measured,
      durationMs: measured.averageDurationMs,
      costUsd: measured.averageCostUsd,
    }));
    const { memoryMb } = choose(contenders, half, before.current).candidate;
    const after = { ...before, current: { memoryMb, architecture: 'x86_64' as const } };
    expect(memoryMb).toBe(512);
    expect(compareRuns(before, after).verdict).toBe('better');
  });

  it('does not take noise for a difference', () => {
    const wide: [number, number] = [60, 140];
    const before = taking(100);
    const noisy = aMeasurement(NOW, 115, { durationInterval: wide, costInterval: [1e-6, 3e-6] });
    expect(compareRuns(before, anAnalysis({ measurements: [noisy] })).verdict).toBe('same');
  });

  it('has a minimum effect', () => {
    expect(compareRuns(taking(100), taking(130), { minimumEffect: 0.5 }).verdict).toBe('same');
  });

  it('is worse if what the function has now fails', () => {
    const failures = [{ ...NOW, error: 'Sandbox.Timedout', cause: 'It took longer than 3 s.' }];
    const after = anAnalysis({ measurements: aCurve([3008]), failures });
    expect(compareRuns(anAnalysis(), after)).toMatchObject({
      verdict: 'worse',
      reason: 'after (1,024 MB, x86_64): Sandbox.Timedout: It took longer than 3 s.',
    });
    expect(compareRuns(after, anAnalysis()).verdict).toBe('better');
  });

  it('is worse if it now breaks a constraint, however cheap', () => {
    const slow = aMeasurement(NOW, 10, { refusedBecause: 'p95 412 ms is over maxP95Ms 300' });
    const after = anAnalysis({ measurements: [slow] });
    expect(compareRuns(taking(100), after)).toMatchObject({
      verdict: 'worse',
      reason: expect.stringContaining('p95 412 ms is over maxP95Ms 300'),
    });
  });

  it('takes the recommendation where the function’s own size was not tried', () => {
    const run = anAnalysis({ measurements: aCurve([256, 512]) });
    expect(compareRuns(run, run).before.memoryMb).toBe(run.recommendation.memoryMb);
  });

  it('says so if there is nothing to compare', () => {
    const run = anAnalysis({ measurements: aCurve([256]) });
    const unmeasured = { ...run, recommendation: { ...run.recommendation, memoryMb: 640 } };
    expect(compareRuns(unmeasured, run)).toMatchObject({
      verdict: 'same',
      reason: expect.stringMatching(/^They can't be compared: before \(640 MB, x86_64\) was not/),
    });
  });

  it('has a row for every size of either run', () => {
    const { rows } = compareRuns(
      anAnalysis({ measurements: aCurve([128, 512]) }),
      anAnalysis({ measurements: aCurve([512, 1024], 'arm64') }),
    );
    expect(rows.map(({ name, cost }) => [name, cost !== undefined])).toEqual([
      ['128 MB', false],
      ['512 MB', true],
      ['1,024 MB', false],
    ]);
  });

  it('keeps architectures apart where a run has both', () => {
    const both = anAnalysis({ measurements: [...aCurve(SIZES), ...aCurve(SIZES, 'arm64')] });
    expect(compareRuns(both, anAnalysis()).rows).toHaveLength(12);
  });

  it('warns of runs that have not much in common', () => {
    const after = anAnalysis({ region: 'eu-west-1', strategy: 'speed' });
    expect(compareRuns(anAnalysis(), after).warnings).toEqual([
      'The runs differ in region: us-east-1 and eu-west-1',
      'The runs differ in strategy: cost and speed',
    ]);
  });
});
