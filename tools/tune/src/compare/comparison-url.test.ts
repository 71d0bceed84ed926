import { aCurve, anAnalysis } from '../report/testing/an-analysis.ts';
import { compareRuns } from './compare-runs.ts';

const numbers = (part: string, width: 2 | 4): number[] => {
  const bytes = Buffer.from(part, 'base64');
  return Array.from({ length: bytes.length / width }, (_, index) =>
    width === 2 ? bytes.readInt16LE(index * 2) : bytes.readFloatLE(index * 4),
  );
};

describe('comparisonUrl', () => {
  it('has eight parts: sizes, times and costs of both, and their names', () => {
    const before = anAnalysis({ measurements: aCurve([1024, 512, 128]) });
    const after = anAnalysis({
      measurements: aCurve([256, 1024]),
      startedAt: '2026-12-01T08:00:00.000Z',
    });
    const [page, fragment] = compareRuns(before, after).visualization.split('#');
    const parts = fragment!.split(';');
    expect(page).toBe('https://lambda-power-tuning.show/');
    expect(parts).toHaveLength(8);
    expect(numbers(parts[0]!, 2)).toEqual([128, 512, 1024]);
    expect(numbers(parts[3]!, 2)).toEqual([256, 1024]);
    expect(numbers(parts[4]!, 4)).toEqual(
      after.measurements.map(({ averageDurationMs }) => Math.fround(averageDurationMs)),
    );
    expect(numbers(parts[5]!, 4)).toEqual(
      after.measurements.map(({ averageCostUsd }) => Math.fround(averageCostUsd)),
    );
    expect(parts.slice(6).map(decodeURIComponent)).toEqual([
      'before 2026-11-20 14:03 UTC',
      'after 2026-12-01 08:00 UTC',
    ]);
  });
});
