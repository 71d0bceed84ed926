import { decide } from './decide.ts';
import { aCandidate, anInput, aSample, x86 } from './testing/an-input.ts';
import { aSimulationInput, simulateRun } from './testing/simulation.ts';

const around = (centre: number): number[] =>
  [0.98, 1.01, 1, 0.99, 1.02, 1, 0.97, 1.03, 1.01, 0.99].map((factor) => factor * centre);

describe('decide', () => {
  it('says what a change saves, and that it is sure', () => {
    const measured = [aCandidate(128, around(1000)), aCandidate(256, around(350))];

    const recommendation = decide(measured, anInput(), x86(128));

    expect(recommendation).toMatchObject({ memoryMb: 256, change: true, confident: true });
    expect(recommendation.durationSaving).toBeCloseTo(0.65, 2);
    expect(recommendation.costSaving).toBeCloseTo(0.273, 3);
    expect(recommendation.reason).toBe(
      '256 MB x86_64 is the cheapest within 5 %: 350 ms and $1.66 per million; 27 % cheaper and 65 % faster than 128 MB x86_64 now.',
    );
  });

  it('keeps what there is when few samples do not show that another is better', () => {
    const measured = [
      aCandidate(128, [1000, 700, 1300, 900, 1150]),
      aCandidate(256, [420, 300, 520, 400, 610]),
    ];

    const recommendation = decide(measured, anInput(), x86(128));

    expect(recommendation).toMatchObject({ memoryMb: 128, change: false, confident: false });
    expect(recommendation.reason).toMatch(
      /^128 MB x86_64 stays, .*256 MB x86_64 looks .* cheaper and .* faster, but that it is better is only \d+ % sure/,
    );
    expect(decide(measured, anInput({ confidence: 0.5 }), x86(128))).toMatchObject({
      memoryMb: 256,
      change: true,
    });
  });

  it('changes to what costs the same and is faster', () => {
    const measured = [aCandidate(128, around(1000)), aCandidate(512, around(252))];

    expect(decide(measured, anInput(), x86(128))).toMatchObject({
      memoryMb: 512,
      change: true,
      confident: true,
    });
  });

  it('keeps what no other is better than', () => {
    const measured = [aCandidate(128, around(1000)), aCandidate(512, around(500))];

    const recommendation = decide(measured, anInput(), x86(128));

    expect(recommendation).toMatchObject({ memoryMb: 128, change: false, confident: true });
    expect(recommendation.reason).toMatch(/^128 MB x86_64 stays: .*no other is cheaper by more/);
  });

  it('is not sure that what it keeps is best when few samples scatter', () => {
    const measured = [
      aCandidate(128, [1000, 700, 1300, 900, 1150]),
      aCandidate(256, [520, 300, 620, 400, 610]),
    ];

    const recommendation = decide(measured, anInput(), x86(128));

    expect(recommendation).toMatchObject({ memoryMb: 128, change: false, confident: false });
    expect(recommendation.certainty).toBeLessThan(0.9);
  });

  it('cannot compare with what was not measured', () => {
    const recommendation = decide([aCandidate(256, around(300))], anInput(), x86(512));

    expect(recommendation).toMatchObject({ memoryMb: 256, change: true, confident: false });
    expect(recommendation.costSaving).toBeUndefined();
    expect(recommendation.reason).toMatch(/512 MB x86_64, which it has now, could not be compared/);
  });

  it('compares warm invocations, however many were cold', () => {
    const cold = aSample(100, { initMs: 4000, billedMs: 4100 });
    const measured = [
      aCandidate(128, around(400), { samples: around(400).map((ms) => aSample(ms)) }),
      aCandidate(256, [], {
        samples: [...around(150).map((ms) => aSample(ms)), ...Array(10).fill(cold)],
      }),
    ];

    expect(decide(measured, anInput(), x86(128)).memoryMb).toBe(256);
  });

  it('leaves out the invocations in which the runtime still compiles', () => {
    const warmingUp = (ms: number): number[] =>
      Array.from(
        { length: 40 },
        (_, index) => ms * (1 + 4 * Math.exp(-index / 2)) * (index % 2 ? 1.01 : 1),
      );
    const measured = [aCandidate(128, around(100)), aCandidate(256, warmingUp(44))];

    expect(decide(measured, anInput({ discardTopBottom: 0 }), x86(128))).toMatchObject({
      memoryMb: 256,
      change: true,
    });
  });

  it('compares all invocations when some candidate has hardly a warm one', () => {
    const cold = (ms: number) => aSample(ms, { initMs: 1000, billedMs: ms + 1000 });
    const measured = [
      aCandidate(128, [], { samples: Array(10).fill(cold(500)) }),
      aCandidate(1024, [], { samples: Array(10).fill(cold(60)) }),
    ];

    expect(decide(measured, anInput({ onlyColdStarts: true }), x86(128))).toMatchObject({
      memoryMb: 128,
      change: false,
    });
  });

  it('passes over what is too slow, has too little memory, or failed', () => {
    const measured = [
      aCandidate(128, around(500)),
      aCandidate(256, around(240), {
        samples: around(240).map((ms) => aSample(ms, { maxMemoryUsedMb: 230 })),
      }),
      aCandidate(512, around(200)),
      aCandidate(1024, around(10), { failure: { error: 'Runtime.ExitError', cause: 'exited' } }),
    ];
    const input = anInput({ maxP95Ms: 300, memoryHeadroom: 0.2 });

    expect(decide(measured, input, x86(128))).toMatchObject({ memoryMb: 512, change: true });
  });

  it('keeps what there is when nothing may be recommended', () => {
    const recommendation = decide(
      [aCandidate(128, around(500))],
      anInput({ maxP95Ms: 300 }),
      x86(256),
    );

    expect(recommendation).toMatchObject({ memoryMb: 256, change: false, confident: false });
    expect(recommendation.reason).toMatch(/^256 MB x86_64 stays: no configuration/);
  });

  it('chooses between architectures', () => {
    const measured = [
      aCandidate(512, around(300)),
      aCandidate(512, around(280), { candidate: { memoryMb: 512, architecture: 'arm64' } }),
    ];

    expect(decide(measured, anInput(), x86(512))).toMatchObject({
      memoryMb: 512,
      architecture: 'arm64',
      change: true,
      confident: true,
    });
  });

  it.each(['cost', 'speed', 'balanced'])(
    'decides for %s where times and costs are 0',
    (strategy) => {
      const free = { samples: Array.from({ length: 5 }, () => aSample(0, { billedMs: 0 })) };
      const input = anInput({ strategy, includeRequestPrice: false });

      const all = decide([aCandidate(128, [], free), aCandidate(256, [], free)], input, x86(256));
      expect(all).toMatchObject({ memoryMb: 256, change: false, costSaving: 0, durationSaving: 0 });
      expect(
        decide([aCandidate(128, [], free), aCandidate(256, [9, 9, 9])], input, x86(256)),
      ).toMatchObject({ memoryMb: 128, change: true, costSaving: 1, durationSaving: 1 });
      expect(
        decide([aCandidate(128, [9, 9, 9]), aCandidate(256, [], free)], input, x86(256)),
      ).toMatchObject({ memoryMb: 256, change: false, costSaving: 0, durationSaving: 0 });
    },
  );

  it('keeps what one other alone would outdo, but not beside a third', () => {
    // 1024 costs 3 % more than 512 and is twice as fast; beside 128 it is too dear to be an equal.
    const measured = [
      aCandidate(128, around(1000)),
      aCandidate(512, around(259)),
      aCandidate(1024, around(133.5)),
    ];
    const input = anInput({ includeRequestPrice: false, confidence: 0.6 });

    expect(decide(measured.slice(1), input, x86(512))).toMatchObject({ memoryMb: 1024 });
    expect(decide(measured, input, x86(512))).toMatchObject({ memoryMb: 512, change: false });
  });

  it('decides between one', () => {
    const recommendation = decide([aCandidate(128, around(100))], anInput(), x86(128));

    expect(recommendation).toMatchObject({ change: false, confident: true, certainty: 1 });
  });

  it('is not misled by chance, however many sizes there are', () => {
    const powerValues = Array.from({ length: 27 }, (_, step) => 128 + 64 * step);
    const current = x86(1792);
    const cpuBound = { durationMs: ({ memoryMb }: { memoryMb: number }) => 179_200 / memoryMb };
    const input = aSimulationInput({ powerValues, num: 10 });

    const changes = Array.from({ length: 40 }, (_, seed) =>
      simulateRun({ ...cpuBound, noise: 0.15 }, input, { current, seed }),
    ).filter(({ recommendation }) => recommendation.change);

    expect(changes.length).toBeLessThanOrEqual(2);
  });
});
