import { adviseS3Lifecycle, candidates } from './advise.ts';
import { minimumDays } from './classes.ts';
import { exampleQuestion, questionSchema } from './input.ts';

const advise = (overrides: object = {}) =>
  adviseS3Lifecycle(questionSchema.parse({ ...exampleQuestion, ...overrides }));

describe('adviseS3Lifecycle', () => {
  it('finds the cheapest rule, and the cheapest whose objects can be read at once', () => {
    const { outcomes, cheapest, cheapestWithoutRestore } = advise();
    const sorted = [...outcomes].sort((a, b) => a.cost - b.cost);
    expect(cheapest).toBe(sorted[0]!.rule);
    expect(cheapestWithoutRestore).toBe(sorted.find((rule) => !rule.needsRestore)!.rule);
    expect(outcomes.map(({ rule }) => rule)).toEqual([
      'none',
      'STANDARD_IA at 30 days',
      'INTELLIGENT_TIERING at 0 days',
      'GLACIER_IR at 30 days',
      'GLACIER at 30 days',
      'DEEP_ARCHIVE at 30 days',
    ]);
    for (const { cumulative, cost, parts } of outcomes) {
      expect(cumulative).toHaveLength(36);
      expect(cumulative).toEqual([...cumulative].sort((a, b) => a - b));
      expect(Object.values(parts).reduce((a, b) => a + b)).toBeCloseTo(cost, 6);
    }
  });

  it('leaves everything where it is if all objects are small, and says why they lose', () => {
    const { cheapest, sizes } = advise({ sizes: [{ bytes: 4096, objectsPerMonth: 1000 }] });
    expect(cheapest).toBe('none');
    expect(
      sizes.every(({ applies, paysBackAfterMonths }) => !applies && !paysBackAfterMonths),
    ).toBe(true);
    expect(sizes[0]!.why).toMatch(/^skipped, being under 128 KB; with allSizes 1,000 would cost/);
    expect(sizes[0]!.why).toMatch(/minimum billable size/);
  });

  it('says what takes away the saving of objects that are read a lot', () => {
    const { cheapestWithoutRestore, sizes } = advise({
      sizes: [{ bytes: 1024 ** 2, objectsPerMonth: 1000 }],
      readsPerMonth: [{ fromMonth: 0, perObject: 20 }],
    });
    expect(['none', 'INTELLIGENT_TIERING at 0 days']).toContain(cheapestWithoutRestore);
    expect(sizes.find(({ rule }) => rule.startsWith('GLACIER_IR'))).toMatchObject({
      paysBackAfterMonths: null,
      why: expect.stringMatching(/^retrieval: \d{3,} % of what storage saves/),
    });
  });

  it('takes objects of any size', () => {
    const { sizes } = advise({ months: 3, sizes: [{ bytes: 5 * 1024 ** 4, objectsPerMonth: 1 }] });
    expect(sizes).toHaveLength(5);
    const { outcomes } = advise({ sizes: [{ bytes: 0, objectsPerMonth: 1 }] });
    expect(outcomes[0]!.parts.storage).toBe(0);
  });

  it('is right within one month, when nothing has moved yet', () => {
    const { outcomes, cheapest } = advise({ months: 1 });
    expect(outcomes[1]!.cost).toBe(outcomes[0]!.cost);
    expect(outcomes[1]!.breakEvenMonth).toBeNull();
    expect(cheapest).toBe('none');
  });

  it('adds the expiration to every candidate that can have it', () => {
    const question = questionSchema.parse({ ...exampleQuestion, expireAfterMonths: 1 });
    expect(candidates(question).map(({ name }) => name)).toEqual([
      'expiration only',
      'INTELLIGENT_TIERING at 0 days',
    ]);
    const { outcomes } = advise({ expireAfterMonths: 12 });
    expect(outcomes).toHaveLength(7);
    expect(outcomes.at(-1)!.parts['early-delete']).toBe(0);
    expect(advise({ expireAfterMonths: 2 }).outcomes.at(-1)!.parts['early-delete']).toBeGreaterThan(
      0,
    );
  });

  it('names region and item without a price', () => {
    expect(() => advise({ region: 'ap-southeast-1' })).toThrow(/STANDARD_IA in ap-southeast-1/);
  });
});

describe('minimumDays', () => {
  it.each([
    ['STANDARD', 0],
    ['INTELLIGENT_TIERING', 0],
    ['STANDARD_IA', 30],
    ['GLACIER_IR', 90],
    ['GLACIER', 90],
    ['DEEP_ARCHIVE', 180],
  ] as const)('of %s are %d', (storageClass, days) => {
    expect(minimumDays(storageClass)).toBe(days);
  });
});
