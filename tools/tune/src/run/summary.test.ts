import { resultsOf } from './result.ts';
import { summaryOf } from './summary.ts';
import { aMeasurement, anAnalysis } from './testing/an-analysis.ts';

describe('summaryOf', () => {
  it('shows what was measured, the smallest first, and what to do', () => {
    expect(summaryOf(anAnalysis())).toBe(`acado-shop-local-sell

          memory  average     warm      p95  per million     ±  samples
→   arm64 512 MB  40.0 ms  38.0 ms  45.0 ms       $0.500  10 %       10
   arm64 1024 MB  40.0 ms           45.0 ms       $0.800   6 %       10  now

Change to arm64 512 MB (−38 % cost, +10 % time), by cost. $0.50 in place of $0.80 per million.
20 invocations, on AWS $0.0007
https://chart/#a
`);
  });

  it('says what is not as it should be', () => {
    const text = summaryOf(
      anAnalysis({
        recommendation: { ...anAnalysis().recommendation, confident: false },
        measurements: [
          aMeasurement({
            errors: 2,
            throttles: 1,
            refusedBecause: 'p95 45 ms is over maxP95Ms 30',
          }),
        ],
        failures: [
          { memoryMb: 128, architecture: 'arm64', error: 'E', cause: 'It ran out of memory' },
        ],
        warnings: ['deployed over meanwhile'],
      }),
    );
    expect(text).toContain('2 errors, 1 throttled, p95 45 ms is over maxP95Ms 30\n');
    expect(text).toContain('arm64 128 MB: It ran out of memory\n');
    expect(text).toContain('Warning: deployed over meanwhile\n');
    expect(text).toContain('by cost; not certain.');
  });
});

describe('resultsOf', () => {
  it('takes one result, several with failures among them, and none', () => {
    const analysis = anAnalysis();
    const failure = { lambdaARN: 'arn', error: 'InvalidInput', cause: 'num: Missing' };
    expect(resultsOf(JSON.stringify(analysis))).toEqual([analysis]);
    expect(resultsOf(JSON.stringify({ functions: [analysis, failure] }))).toEqual([
      analysis,
      failure,
    ]);
    expect(resultsOf('null')).toEqual([]);
  });

  it('refuses what it does not know', () => {
    expect(() => resultsOf('{"power":512}')).toThrow(/is it of another version\?[^]*at cost/);
  });
});
