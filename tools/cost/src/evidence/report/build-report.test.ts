import { priceBook } from '@acado/pricing';
import { aBaseline, anEvidence, anOutcome, aPipeline, reports } from '../testing/an-evidence.ts';
import { buildReport } from './build-report.ts';

const report = buildReport(anEvidence(), priceBook);

const variant = (name: string) => report.variants.find((candidate) => candidate.name === name)!;

describe('buildReport', () => {
  it('prices a million orders as one does by hand', () => {
    // 1 in 100 of the invocations takes 100 ms, the others 10: 10.9 ms of a GB at 0.0000166667.
    expect(variant('V0').byMeter).toEqual({
      'API Gateway': 3.5,
      'Lambda requests': 0.2,
      'Lambda duration': 0.181667,
      'S3 requests': 10,
    });
    expect(report.headline.baselineUsdPerMillion).toBe(13.881667);
    // No cold start was seen: 4 ms for every order and 20 ms for every fifth, of half a GB at 0.0000133334;
    // ten messages were sent, and two receives of seven brought something.
    expect(variant('V7').byMeter).toEqual({
      'API Gateway': 1,
      'Lambda requests': 0.24,
      'Lambda duration': 0.053334,
      SQS: 0.48,
      'DynamoDB writes': 0.625,
    });
    expect(report.headline.pipelineUsdPerMillion).toBe(2.398334);
    expect(report.headline.saving).toBe(0.8272);
  });

  it('says by which service, the function’s if one caused it', () => {
    expect(variant('V7').byService).toEqual({ 'ingest-a': 1.773334, 'worker-c': 0.625 });
    expect(variant('V0').byService).toEqual({ baseline: 13.881667 });
  });

  it('sums to the same whatever it is split by', () => {
    for (const { usdPerMillion, byService, byMeter } of report.variants)
      for (const split of [byService, byMeter]) {
        const sum = Object.values(split).reduce((total, usd) => total + usd * 1e6, 0);
        expect(Math.round(sum)).toBe(Math.round(usdPerMillion * 1e6));
      }
  });

  it('holds volume tiers over a month', () => {
    const [, , huge] = report.scaling;

    // 333 million at 3.50, 667 at 2.80, 9 billion at 2.38 a million; tiers of Lambda and S3 are not reached.
    const restApi = 333 * 3.5 + 667 * 2.8 + 9000 * 2.38;
    expect(huge?.baselineUsd).toBeCloseTo(restApi + 10_000 * (0.2 + 0.181667 + 10), 0);
  });

  it('lists what does not come with orders apart', () => {
    expect(report.fixed.baseline.map(({ usd }) => usd)).toEqual([0.4, 0, 0]);
    // One queue: 5 pollers × 3 requests a minute × 30 days.
    expect(report.fixed.pipeline.map(({ usd }) => usd)).toEqual([0.8, 0.3, 0.2592]);
    // (1.3592 − 0.4) / 11.483333 USD
    expect(report.breakEvenOrdersPerMonth).toBe(83_530);
  });

  it('says what comes out under other assumptions', () => {
    const of = (text: string) => report.sensitivity.find(({ what }) => what.includes(text))!;

    expect(of('receipts in a table').baselineUsdPerMillion).toBe(13.881667 - 5 + 0.625);
    expect(of('One message per').pipelineUsdPerMillion).toBe(2.398334 + 0.4 - 0.08);
    expect(of('Ten messages per').pipelineUsdPerMillion).toBe(2.358334);
    expect(of('0 % of the invocations').baselineUsdPerMillion).toBe(13.866667);
    expect(of('5 % of the invocations').baselineUsdPerMillion).toBe(13.941667);
  });

  it('finds every claim true of evidence that shows it', () => {
    expect(report.claims.map(({ holds }) => holds)).toEqual([true, true, true, true]);
  });

  it.each([
    [
      'cheaper',
      { V7: aPipeline({ reports: reports('acado-ingest-a-local-placeOrders', 512, [9e6]) }) },
      0,
    ],
    ['faster', { V7: aPipeline({ times: aBaseline().times }) }, 1],
    ['a row is missing', { V7: aPipeline({ outcome: anOutcome({ rows: 9 }) }) }, 2],
    [
      'an event is archived twice',
      { V7: aPipeline({ outcome: anOutcome({ archiveLines: 11 }) }) },
      2,
    ],
    ['a dead letter', { V0: aBaseline({ outcome: anOutcome({ deadLetters: 1 }) }) }, 2],
    ['another receipt', { V0: aBaseline({ outcome: anOutcome({ receiptsSha256: 'beef' }) }) }, 3],
  ])('does not hold what is not so: %s', (_what, overrides, claim) => {
    const { claims } = buildReport(anEvidence(overrides), priceBook);

    expect(claims.findIndex(({ holds }) => !holds)).toBe(claim);
  });

  it('refuses a function that the configuration does not know', () => {
    const V0 = aBaseline({ reports: reports('acado-baseline-local-other', 128, [1]) });

    expect(() => buildReport(anEvidence({ V0 }), priceBook)).toThrow('acado-baseline-local-other');
  });
});
