import { candidateId, candidatesOf, isSame } from '../candidate.ts';
import { scorer } from '../choose.ts';
import { sampleCost } from '../costs.ts';
import { aCandidate, anInput, aSample, x86 } from '../testing/an-input.ts';
import { aSimulationInput, simulateRun, type SimulatedFunction } from '../testing/simulation.ts';
import type { Candidate, CandidateSamples, Round } from '../types.ts';
import { planRound } from './plan-round.ts';

const powerValues = [128, 256, 512];
const sizesOf = (candidates: Candidate[]): number[] => candidates.map(({ memoryMb }) => memoryMb);
const planned = ({ measure }: Round): [number, number][] =>
  measure.map(({ candidate, samples }) => [candidate.memoryMb, samples]);
const samplesOf = (count: number, ms = 100): number[] => Array<number>(count).fill(ms);
const failure = { error: 'Runtime.OutOfMemory', cause: 'ran out of memory' };

describe('planRound, fixed', () => {
  const input = anInput({ powerValues });

  it('publishes and measures everything in one round', () => {
    const round = planRound(input, x86(128), []);

    expect(sizesOf(round.publish)).toEqual(powerValues);
    expect(planned(round)).toEqual(powerValues.map((size) => [size, 10]));
    expect(round.done).toBe(false);
  });

  it('goes on with what is missing, without what failed', () => {
    const round = planRound(input, x86(128), [
      aCandidate(128, samplesOf(10)),
      aCandidate(256, samplesOf(4)),
      aCandidate(512, samplesOf(2), { failure }),
    ]);

    expect(round.publish).toEqual([]);
    expect(planned(round)).toEqual([[256, 10]]);
  });

  it('is done when everything was measured or failed', () => {
    const state = [
      aCandidate(128, samplesOf(10)),
      aCandidate(256, samplesOf(10)),
      aCandidate(512, [], { failure }),
    ];

    expect(planRound(input, x86(128), state)).toEqual({
      publish: [],
      measure: [],
      done: true,
      reason: 'Every configuration was measured',
    });
  });

  it('invokes each once in a dry run', () => {
    const dry = anInput({ powerValues, dryRun: true, sampling: 'adaptive' });

    expect(planned(planRound(dry, x86(128), []))).toEqual(powerValues.map((size) => [size, 1]));
  });
});

describe('planRound, adaptive', () => {
  const input = anInput({ powerValues, num: 50, sampling: 'adaptive' });

  it('begins with a few samples of each size', () => {
    expect(planned(planRound(input, x86(128), []))).toEqual(powerValues.map((size) => [size, 5]));
  });

  it('takes no more of what is beaten', () => {
    const state = [
      aCandidate(128, [100, 103, 98, 101, 99]),
      aCandidate(256, [96, 99, 101, 95, 98]),
      aCandidate(512, [400, 401, 399, 402, 398]),
    ];
    const speed = { ...input, strategy: 'speed' as const, minimumEffect: 0.02 };

    const round = planRound(speed, x86(1024), state);

    expect(round.done).toBe(false);
    expect(round.reason).toMatch(/^The decision is \d+ % sure$/);
    expect(sizesOf(round.measure.map(({ candidate }) => candidate))).not.toContain(512);
  });

  it('stops as soon as the decision is clear', () => {
    const state = [
      aCandidate(128, [1000, 1010, 990, 1005, 995]),
      aCandidate(256, [200, 203, 198, 201, 199]),
      aCandidate(512, [190, 193, 188, 191, 189]),
    ];

    expect(planRound(input, x86(128), state)).toMatchObject({
      done: true,
      reason: 'The decision is clear',
    });
  });

  it('plans the same again, whatever the order of what is known', () => {
    const state = [
      aCandidate(128, [100, 120, 90, 105, 95]),
      aCandidate(256, [60, 52, 48, 51, 49]),
      aCandidate(512, [30, 33, 38, 31, 29]),
    ];

    expect(planRound(input, x86(128), [...state].reverse())).toEqual(
      planRound(input, x86(128), state),
    );
  });

  it('comes to an end when everything fails or is refused', () => {
    const failed = powerValues.map((size) => aCandidate(size, [], { failure }));
    const slow = powerValues.map((size) => aCandidate(size, samplesOf(5, 900)));

    expect(planRound(input, x86(128), failed).done).toBe(true);
    expect(planRound({ ...input, maxP95Ms: 100 }, x86(128), slow)).toMatchObject({
      done: true,
      reason: 'No configuration that may be recommended is left',
    });
  });

  it('does not refuse a size for one outlier among five, and proves the p95 of the one it takes', () => {
    const steady: SimulatedFunction = { durationMs: () => 100, noise: 0.02, outliers: 0.03 };
    const strict = aSimulationInput({ sampling: 'adaptive', maxP95Ms: 120 });

    const { measured, recommendation } = simulateRun(steady, strict, {
      current: x86(512),
      seed: 3,
    });

    expect(recommendation.memoryMb).toBe(128);
    const taken = measured.find(({ candidate }) => candidate.memoryMb === 128);
    expect(taken?.samples.length).toBeGreaterThanOrEqual(20);
  });

  it('begins with what was not published yet', () => {
    const round = planRound(input, x86(128), [aCandidate(128, [100, 100, 100, 100, 100])]);

    expect(sizesOf(round.publish)).toEqual([256, 512]);
    expect(planned(round)).toEqual([
      [256, 5],
      [512, 5],
    ]);
  });

  describe('of many sizes', () => {
    const all = aSimulationInput({ powerValues: 'ALL', sampling: 'adaptive' });
    const mixed: SimulatedFunction = {
      durationMs: ({ memoryMb }) => 100 + 300 / Math.min(1, memoryMb / 1769),
      noise: 0.03,
      outliers: 0.05,
      initMs: 300,
    };

    it('begins with five, and the current one', () => {
      const { publish } = planRound(all, x86(1024), []);

      expect(sizesOf(publish)).toEqual([128, 256, 640, 1024, 1344, 3008]);
    });

    it.each(['cost', 'speed', 'balanced'] as const)(
      'finds a best for %s with a few',
      (strategy) => {
        const input = { ...all, strategy };
        const { recommendation, measured, invocations } = simulateRun(mixed, input, {
          current: x86(3008),
          seed: 5,
        });

        const exact = candidatesOf(input, x86(128)).map((candidate) => ({
          candidate,
          durationMs: mixed.durationMs(candidate),
          costUsd: sampleCost({ billedMs: mixed.durationMs(candidate) }, candidate, input),
        }));
        const score = scorer(exact, input);
        const found = exact.find(({ candidate }) => isSame(candidate, recommendation))!;
        expect(score(found)).toBeLessThan(Math.min(...exact.map(score)) * 1.08);
        expect(measured.length).toBeLessThan(20);
        expect(invocations).toBeLessThan((46 * 50) / 5);
      },
    );

    it('tries larger ones when all that it began with fail', () => {
      const state = [128, 256, 640, 1024, 1344, 3008].map((size): CandidateSamples =>
        aCandidate(size, [], { failure }),
      );

      expect(sizesOf(planRound(all, x86(1024), state).publish)).toEqual([2944]);
    });

    it('goes on with those that stand when others fail', () => {
      const state = [
        aCandidate(128, [], { failure }),
        aCandidate(256, [], { failure }),
        ...[640, 1024, 1344, 3008].map((size) =>
          aCandidate(size, [], {
            samples: [1, 1.02, 0.99, 1.01, 1].map((factor) => aSample((factor * 400_000) / size)),
          }),
        ),
      ];

      const round = planRound(all, x86(1024), state);

      expect(round.measure.map(({ candidate }) => candidateId(candidate))).not.toContain(
        'x86_64-128',
      );
    });
  });

  it('measures both architectures', () => {
    const both = anInput({
      powerValues,
      num: 50,
      sampling: 'adaptive',
      architectures: ['x86_64', 'arm64'],
    });

    expect(planRound(both, x86(128), []).publish.map(candidateId)).toEqual([
      'x86_64-128',
      'x86_64-256',
      'x86_64-512',
      'arm64-128',
      'arm64-256',
      'arm64-512',
    ]);
  });
});
