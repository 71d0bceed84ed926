import fc from 'fast-check';
import { type Arrivals, arrivalsOf, seededRandom } from './arrivals.ts';
import { demandOf } from './demand.ts';
import { exampleQuestion, questionSchema } from './input.ts';
import { hourlySetting, least, worthwhile } from './search.ts';
import { simulate } from './simulate.ts';

const HOUR = 3_600_000;
const at = (hours: number, ...times: number[]): Arrivals => ({
  times: Float64Array.from(times),
  warmUp: 0,
  hours,
});

describe('demandOf', () => {
  it('gives each request the lowest environment that is free', () => {
    // The first is free again at 100, the second only at 110.
    const demand = demandOf(at(1, 0, 10, 100, 105), 100);
    expect(demand.peak).toBe(3);
    expect(demand.reaching).toEqual([[4, 2, 1]]);
    expect(demand.usedShare[0]!.map((share) => Math.round(share * HOUR))).toEqual([200, 100, 100]);
  });

  it('shares a duration among the hours it runs in, up to the end of the period', () => {
    const demand = demandOf(at(2, HOUR - 100, 2 * HOUR - 50), 300);
    expect(demand.reaching).toEqual([[1], [1]]);
    const ms = demand.usedShare.map(([share]) => Math.round(share! * HOUR));
    expect(ms).toEqual([100, 200 + 50]);
  });

  it('says what spills over and what runs on any number of environments', () => {
    const times = fc.array(fc.integer({ min: 0, max: HOUR - 1 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 300_000 }), fc.nat(10), (some, ms, count) => {
        const arrivals = at(1, ...some.sort((a, b) => a - b));
        const { reaching } = demandOf(arrivals, ms);
        const load = { durationMs: ms, initMs: 0, idleTimeoutMs: 0 };
        expect(reaching[0]![count] ?? 0).toBe(simulate(arrivals, load, [count]).onDemand);
      }),
    );
  });
});

describe('arrivalsOf', () => {
  const rates = (perMinute: number[], seed = 1) =>
    arrivalsOf(questionSchema.parse({ ...exampleQuestion, arrivals: { perMinute }, seed }));

  it('is the same for the same seed, and about as many as the rates say', () => {
    const perMinute = new Array<number>(60).fill(100);
    const { times, warmUp, hours } = rates(perMinute);
    expect(rates(perMinute)).toEqual({ times, warmUp, hours });
    expect(rates(perMinute, 2).times).not.toEqual(times);
    // Six standard deviations of a Poisson count of 6,000.
    expect(Math.abs(times.length - warmUp - 6000)).toBeLessThan(6 * Math.sqrt(6000));
    expect(times).toEqual(times.slice().sort());
  });

  it('warms up with the end of the profile', () => {
    const { times, warmUp } = rates([...new Array<number>(59).fill(0), 10]);
    expect(warmUp).toBe(times.length / 2);
    expect(times[0]! + HOUR).toBeCloseTo(times[warmUp]!, 6);
  });

  it('takes timestamps in any order, in any time zone', () => {
    const arrivals = {
      from: '2026-11-02T00:00:00Z',
      hours: 24,
      timestamps: ['2026-11-02T02:00:00+01:00', '2026-11-02T00:00:01.5Z'],
    };
    const question = questionSchema.parse({ ...exampleQuestion, arrivals });
    expect([...arrivalsOf(question).times]).toEqual([1500, HOUR]);
  });
});

describe('seededRandom', () => {
  it('stays in [0, 1)', () => {
    const random = seededRandom(7);
    const values = Array.from({ length: 1000 }, random);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });
});

describe('search', () => {
  it('finds the least number', () => {
    expect(least(100, (value) => value >= 37)).toBe(37);
    expect(least(0, () => true)).toBe(0);
  });

  it('counts the environments that are used enough', () => {
    expect(worthwhile([0.9, 0.6, 0.59], 0.6)).toBe(2);
    expect(worthwhile([0.9], Infinity)).toBe(0);
  });

  it('gives hours back what nobody misses', () => {
    const demand = {
      peak: 3,
      usedShare: [[0.9, 0.1], [0.1]],
      reaching: [[50, 5, 1], [4]],
    };

    const missed = (hourly: readonly number[]) =>
      (demand.reaching[0]![hourly[0]!] ?? 0) + (demand.reaching[1]![hourly[1]!] ?? 0);
    const setting = (allowed: number) =>
      hourlySetting(demand, 0.6, (hourly) => missed(hourly) <= allowed, 100);
    expect(setting(0)).toEqual([3, 1]);
    expect(setting(5)).toEqual([2, 0]);
    expect(setting(9)).toEqual([1, 0]);
    expect(setting(1000)).toEqual([1, 0]);
  });
});
