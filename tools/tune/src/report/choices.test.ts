import { choicesOf } from './choices.ts';
import { settingsOf } from './run-context.ts';
import { aCurve, anAnalysis, SIZES } from './testing/an-analysis.ts';

const settings = settingsOf({});

describe('choicesOf', () => {
  it('gives the run’s own strategy the run’s own recommendation', () => {
    const run = anAnalysis({ measurements: aCurve(SIZES) });
    expect(choicesOf(run, settings).cost).toBe(run.recommendation);
    const balanced = choicesOf({ ...run, strategy: 'balanced' }, settings).balanced;
    expect(balanced[50]).toBe(run.recommendation);
  });

  it('judges the others by the averages', () => {
    const { speed, balanced } = choicesOf(anAnalysis(), settings);
    expect(speed.memoryMb).toBe(3008);
    expect(balanced).toHaveLength(101);
    expect(balanced[0]!.memoryMb).toBe(3008);
    expect(balanced[100]!.memoryMb).toBeLessThan(3008);
  });

  it('leaves out what failed and what breaks a constraint', () => {
    const measurements = aCurve([512, 1024, 3008]).map((measured) =>
      measured.memoryMb === 1024 ? { ...measured, refusedBecause: 'too slow' } : measured,
    );
    const failures = [
      { memoryMb: 3008, architecture: 'x86_64' as const, error: 'Timeout', cause: 'slow' },
    ];
    const run = anAnalysis({ measurements, failures });
    expect(choicesOf(run, settings).speed.memoryMb).toBe(512);
  });

  it('has nothing but the recommendation where nothing may be recommended', () => {
    const run = anAnalysis();
    const measurements = run.measurements.map((one) => ({ ...one, refusedBecause: 'too slow' }));
    expect(choicesOf({ ...run, measurements }, settings).speed).toBe(run.recommendation);
  });
});
