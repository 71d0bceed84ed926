import { choose, type Contender } from './choose.ts';
import { x86 } from './testing/an-input.ts';

const contender = (memoryMb: number, durationMs: number, costUsd: number): Contender => ({
  candidate: x86(memoryMb),
  durationMs,
  costUsd,
});

const elsewhere = x86(10_000);
const preferences = { strategy: 'cost' as const, balancedWeight: 0.5, minimumEffect: 0.05 };

// What costs the same up to 1,769 MB, where there is a whole vCPU.
const cpuBound = [
  contender(128, 13_820, 28.8),
  contender(512, 3455, 28.9),
  contender(1024, 1728, 28.7),
  contender(1769, 1000, 29),
  contender(3008, 1000, 49),
];

const chosenOf = (
  contenders: Contender[],
  given: Partial<Parameters<typeof choose>[1]> = {},
  current = elsewhere,
): number => choose(contenders, { ...preferences, ...given }, current).candidate.memoryMb;

describe('choose', () => {
  it('takes the fastest of those that cost the same', () => {
    expect(chosenOf(cpuBound)).toBe(1769);
  });

  it('keeps the current one of those that cost the same and are as fast', () => {
    const same = [contender(256, 100, 5), contender(512, 101, 5), contender(1024, 160, 5)];

    expect(chosenOf(same, {}, x86(512))).toBe(512);
    expect(chosenOf(same, {}, x86(1024))).toBe(256);
    expect(chosenOf(cpuBound, {}, x86(512))).toBe(1769);
  });

  it('takes the cheapest of those that are as fast', () => {
    expect(chosenOf(cpuBound, { strategy: 'speed' })).toBe(1769);
    expect(chosenOf(cpuBound, { strategy: 'speed' }, x86(3008))).toBe(1769);
  });

  it('takes the smallest when cost and speed are the same', () => {
    const same = [contender(1024, 99, 5.1), contender(256, 101, 5), contender(512, 100, 4.9)];

    expect(chosenOf(same)).toBe(256);
    expect(chosenOf(same, { strategy: 'speed' })).toBe(256);
  });

  it('takes the strictly best when every difference counts', () => {
    expect(chosenOf(cpuBound, { minimumEffect: 0 })).toBe(1024);
    expect(chosenOf([contender(128, 9, 1), contender(256, 7, 1)], { minimumEffect: 0 })).toBe(256);
  });

  it.each([
    [0, 3008],
    [0.5, 512],
    [1, 128],
  ])('weighs cost by %d', (balancedWeight, expected) => {
    const contenders = [
      contender(128, 100, 1),
      contender(512, 40, 1.3),
      contender(1024, 30, 2.4),
      contender(3008, 20, 6),
    ];

    expect(chosenOf(contenders, { strategy: 'balanced', balancedWeight })).toBe(expected);
  });

  it('takes the first given of those that are balanced alike', () => {
    const contenders = [contender(512, 50, 2), contender(256, 51, 2)];

    expect(chosenOf(contenders, { strategy: 'balanced' })).toBe(512);
  });

  it('puts nothing in the place of the current one that does not beat it', () => {
    // Within 5 % of the cheapest are 512 and 1024; only 512 is much cheaper than what there is.
    const contenders = [
      contender(128, 50, 10.6),
      contender(512, 200, 10),
      contender(1024, 99, 10.4),
    ];
    expect(chosenOf(contenders)).toBe(1024);
    expect(chosenOf(contenders, {}, x86(128))).toBe(512);

    // As fast as the fastest within 5 % is 1024, which is as fast as what there is, too.
    const alike = [contender(1024, 104, 5), contender(1536, 107, 5), contender(1769, 100, 5)];
    expect(chosenOf(alike)).toBe(1024);
    expect(chosenOf(alike, {}, x86(1536))).toBe(1769);
  });
});
