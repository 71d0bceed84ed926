import { priceUsage } from '@acado/pricing';
import { adviseProvisionedConcurrency, allowedColdShare } from './advise.ts';
import { breakEvenUtilisation, monthlyBill } from './cost.ts';
import { exampleQuestion, questionSchema } from './input.ts';

const question = (overrides: object = {}) =>
  questionSchema.parse({ ...exampleQuestion, ...overrides });
const steady = (perMinute: number) => ({ perMinute: new Array<number>(60).fill(perMinute) });

describe('breakEvenUtilisation', () => {
  it.each([
    ['us-east-1', 'x86_64', 4.1667 / (16.6667 - 9.7222)],
    ['us-east-1', 'arm64', 3.3334 / (13.3334 - 7.7778)],
    ['ap-northeast-1', 'x86_64', 5.3835 / (16.6667 - 12.5615)],
  ] as const)('comes from the prices of %s %s', (region, architecture, expected) => {
    expect(breakEvenUtilisation(region, architecture)).toBeCloseTo(expected, 9);
  });

  it('is where both ways of running cost the same', () => {
    const common = { region: 'us-east-1', architecture: 'x86_64', memoryMb: 1024 } as const;
    const seconds = 1_000_000;
    const busy = Math.round(breakEvenUtilisation('us-east-1', 'x86_64') * seconds * 1000);
    const lambda = { ...common, meter: 'lambda', requests: 1, billedMs: busy } as const;
    const onDemand = priceUsage([lambda]).total.toNumber();
    const provisioned = priceUsage([
      { ...lambda, provisioned: true },
      { ...common, meter: 'lambda-provisioned-concurrency', concurrency: 1, seconds: 999_900 },
    ]).total.toNumber();
    expect(provisioned / onDemand).toBeCloseTo(1, 3);
  });

  it('names region and item that have no price', () => {
    expect(() => breakEvenUtilisation('ap-southeast-1', 'arm64')).toThrow(
      /lambda\..*arm64 in ap-southeast-1/,
    );
  });
});

describe('monthlyBill', () => {
  it('adds up requests, duration, Init and what is configured', () => {
    // A day with 100 requests on demand, 10 of them cold, 900 provisioned; 2 environments for 8 hours.
    const subject = question({ architecture: 'x86_64', durationMs: 100, initMs: 500 });
    const result = { requests: 1000, onDemand: 100, provisioned: 900, coldStarts: 10 };
    const hourly = [...new Array<number>(8).fill(2), ...new Array<number>(16).fill(0)];
    const requests = 30 * 1000 * 0.0000002;
    const onDemand = 30 * (90 * 0.1 + 10 * 0.6) * 0.0000166667;
    const provisioned = 30 * 900 * 0.1 * 0.0000097222;
    const configured = 30 * 8 * 3600 * 2 * 0.0000041667;
    expect(monthlyBill(subject, result, hourly).total.toNumber()).toBeCloseTo(
      requests + onDemand + provisioned + configured,
      9,
    );
  });
});

describe('adviseProvisionedConcurrency', () => {
  it('recommends none when on-demand meets the target', () => {
    const advice = adviseProvisionedConcurrency(
      question({ arrivals: steady(5), target: { coldShare: 0.5 } }),
    );
    expect(advice.recommended).toBe('none');
    expect(advice.because).toMatch(/not justified/);
  });

  it('recommends it when it is used so much that it costs less', () => {
    // 10 at once on average: the first ones are busy nearly all the time.
    const advice = adviseProvisionedConcurrency(
      question({ arrivals: steady(600), durationMs: 1000, target: { coldShare: 1 } }),
    );
    const [none, constant] = advice.outcomes;
    expect(constant!.hourly[0]).toBeGreaterThan(2);
    expect(constant!.utilisation).toBeGreaterThan(advice.breakEvenUtilisation);
    expect(constant!.costPerMonth).toBeLessThan(none!.costPerMonth);
    expect(advice.recommended).not.toBe('none');
    expect(advice.because).toMatch(/less than on-demand/);
  });

  it('meets a target that costs something, and says how much', () => {
    const advice = adviseProvisionedConcurrency(question());
    const [none, constant, schedule] = advice.outcomes;
    expect(none!.meetsTarget).toBe(false);
    expect(constant).toMatchObject({ meetsTarget: true });
    expect(schedule).toMatchObject({ meetsTarget: true });
    expect(schedule!.costPerMonth).toBeLessThan(constant!.costPerMonth);
    expect(advice.recommended).toBe('schedule');
    expect(advice.because).toMatch(/^Cost does not justify it/);
    const shares = advice.curve.map(({ coldShare }) => coldShare);
    expect(shares).toEqual([...shares].sort((a, b) => b - a));
    expect(shares.at(-1)).toBe(0);
  });

  it('never starts cold when no request may be cold', () => {
    const advice = adviseProvisionedConcurrency(question({ target: { coldShare: 0 } }));
    expect(advice.outcomes.slice(1).map(({ coldShare }) => coldShare)).toEqual([0, 0]);
  });

  it('advises nothing on rates so low that there is no request', () => {
    const advice = adviseProvisionedConcurrency(question({ arrivals: steady(1e-9) }));
    expect(advice).toMatchObject({ requestsPerMonth: 0, peakConcurrency: 0, recommended: 'none' });
  });

  it('names region and item without a price', () => {
    expect(() => adviseProvisionedConcurrency(question({ region: 'us-east-2' }))).toThrow(
      /in us-east-2/,
    );
  });
});

describe('allowedColdShare', () => {
  it.each([
    [{ coldShare: 0.2 }, 0.2],
    [{ p99Ms: 250 }, 0.01],
    [{ p99Ms: 1149 }, 0.01],
    [{ p99Ms: 1150 }, 1],
  ])('of %j is %d', (target, expected) => {
    expect(allowedColdShare(question({ target }))).toBe(expected);
  });
});
