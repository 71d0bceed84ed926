import fc from 'fast-check';
import { analyse, NothingMeasuredError } from './analyse.ts';
import { visualizationUrl } from './visualization-url.ts';
import { aCandidate, ARN, anInput, aSample, x86 } from './testing/an-input.ts';

const run = {
  startedAt: new Date('2026-11-20T10:00:00Z'),
  finishedAt: '2026-11-20T10:01:00Z',
  transitions: 25,
};

const candidates = [
  aCandidate(128, [400, 410, 390, 405, 395]),
  aCandidate(256, [150, 152, 148, 151, 149]),
  aCandidate(512, [149, 151, 150, 148, 152]),
];
const powerValues = [128, 256, 512];

describe('analyse', () => {
  it('has the output of the contract', () => {
    const input = anInput({ powerValues, includeRequestPrice: false, includeOutputResults: true });

    const analysis = analyse({ ...run, input, current: x86(128), candidates });

    // 150 ms at 256 MB, 0.0000166667 USD per GB-second.
    expect(analysis.power).toBe(256);
    expect(analysis.duration).toBeCloseTo(150, 10);
    expect(analysis.cost).toBeCloseTo(6.25e-7, 11);
    expect(analysis.stateMachine.executionCost).toBe(0.00063);
    expect(analysis.stateMachine.lambdaCost).toBeCloseTo(
      (400 * 5 * 128 + 750 * 768) * 1.627607e-11,
      9,
    );
    expect(analysis.stats?.map(({ value }) => value)).toEqual([128, 256, 512]);
    expect(analysis.stateMachine.visualization).toBe(visualizationUrl(analysis.stats ?? []));
  });

  it('has what goes beyond it', () => {
    const analysis = analyse({
      ...run,
      input: anInput({ powerValues }),
      current: x86(128),
      candidates,
    });

    expect(analysis).toMatchObject({
      functionName: 'shop',
      lambdaARN: ARN,
      region: 'us-east-1',
      startedAt: '2026-11-20T10:00:00.000Z',
      finishedAt: '2026-11-20T10:01:00.000Z',
      architecture: 'x86_64',
      strategy: 'cost',
      sampling: 'fixed',
      invocations: 15,
      current: x86(128),
      recommendation: { memoryMb: 256, change: true, confident: true },
      failures: [],
      warnings: [],
    });
    expect(analysis.stats).toBeUndefined();
    expect(analysis.measurements.map(({ memoryMb }) => memoryMb)).toEqual([128, 256, 512]);
  });

  it('counts cold starts into the averages, and tells them apart', () => {
    const samples = [
      aSample(50, { initMs: 200, billedMs: 250 }),
      ...[10, 11, 12, 13].map((ms) => aSample(ms)),
    ];
    const input = anInput({ powerValues: [128], discardTopBottom: 0, includeRequestPrice: false });

    const analysis = analyse({
      ...run,
      input,
      current: x86(128),
      candidates: [aCandidate(128, [], { samples, throttles: 3 })],
    });

    expect(analysis.duration).toBeCloseTo((250 + 46) / 5, 10);
    expect(analysis.measurements[0]).toMatchObject({
      samples: 5,
      coldSamples: 1,
      throttles: 3,
      p50Ms: 11.5,
      warm: { samples: 4, averageDurationMs: 11.5 },
      cold: { samples: 1, averageDurationMs: 250, averageInitMs: 200 },
      maxMemoryUsedMb: 80,
    });
  });

  it('counts cold starts alone where only they are wanted', () => {
    const cold = aSample(50, { initMs: 200, billedMs: 250 });
    const samples = [cold, cold, cold, cold, aSample(10)];
    const input = anInput({ powerValues: [128], onlyColdStarts: true });

    const { duration, measurements, warnings } = analyse({
      ...run,
      input,
      current: x86(128),
      candidates: [aCandidate(128, [], { samples })],
    });

    expect(duration).toBe(250);
    expect(measurements).toMatchObject([{ samples: 4, coldSamples: 4 }]);
    expect(warnings).toEqual(['x86_64-128: 1 invocations were no cold starts and do not count']);
  });

  it('reports what failed and lets the others stand', () => {
    const failure = { error: 'Sandbox.Timedout', cause: 'timed out after 3 s' };

    const analysis = analyse({
      ...run,
      input: anInput({ powerValues }),
      current: x86(128),
      candidates: [aCandidate(128, [], { failure }), ...candidates.slice(1)],
    });

    expect(analysis.power).toBe(256);
    expect(analysis.failures).toEqual([{ ...x86(128), ...failure }]);
    expect(analysis.warnings).toEqual([expect.stringMatching(/^x86_64-128.*was not measured/)]);
  });

  it('warns of what was refused, of errors that were allowed, and passes warnings on', () => {
    const samples = [1, 2, 3].map((ms) => aSample(400 + ms, { errorType: 'NotFound' }));

    const { warnings, power, cost, duration } = analyse({
      ...run,
      input: anInput({ powerValues, maxP95Ms: 100 }),
      current: x86(1024),
      candidates: [aCandidate(128, [], { samples })],
      warnings: ['deployed over meanwhile'],
      tunerRegion: 'eu-west-1',
    });

    expect({ power, cost, duration }).toEqual({ power: 1024, cost: 0, duration: 0 });
    expect(warnings).toEqual([
      'deployed over meanwhile',
      expect.stringMatching(/^x86_64-1024, .* was not measured/),
      'x86_64-128 was not considered: p95 403 ms is over maxP95Ms 100',
      'x86_64-128: 3 of 3 ended in an allowed error',
      expect.stringMatching(/cost and duration are 0/),
      expect.stringMatching(/price of us-east-1/),
    ]);
  });

  it('has no result when nothing was measured, and says why of each', () => {
    const failure = { error: 'AccessDenied', cause: 'may not invoke' };
    const failed = powerValues.map((memoryMb) => aCandidate(memoryMb, [], { failure }));

    const attempt = () =>
      analyse({ ...run, input: anInput({ powerValues }), current: x86(128), candidates: failed });

    expect(attempt).toThrow(NothingMeasuredError);
    expect(attempt).toThrow(
      'x86_64-128: AccessDenied: may not invoke; x86_64-256: AccessDenied: may not invoke; x86_64-512',
    );
  });

  it('does not depend on the order of candidates', () => {
    const input = anInput({ powerValues, includeOutputResults: true });
    const expected = analyse({ ...run, input, current: x86(512), candidates });
    const permuted = fc.shuffledSubarray(candidates, { minLength: 3 });
    fc.assert(
      fc.property(permuted, (shuffled) => {
        const analysis = analyse({ ...run, input, current: x86(512), candidates: shuffled });
        expect(analysis.recommendation).toEqual(expected.recommendation);
        expect(analysis.stats).toEqual(expected.stats);
      }),
      { numRuns: 50 },
    );
  });
});
