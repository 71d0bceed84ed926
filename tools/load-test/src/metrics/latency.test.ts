import { Latencies } from './latency.ts';

/** A user who is answered in 5 ms, but once in a second. */
function aStall() {
  const latencies = new Latencies();
  for (let request = 0; request < 1000; request += 1) latencies.record(5);
  latencies.record(1000);
  return latencies;
}

describe('Latencies', () => {
  it('keep three digits from a microsecond to minutes', () => {
    const latencies = new Latencies();
    for (const ms of [0.001, 0.5, 12.34, 65_432]) latencies.record(ms);
    expect(latencies.summary()).toMatchObject({ p50: 0.5, p99: expect.closeTo(65_432, -2) });
    expect(latencies.summary()!.max).toBeCloseTo(65_432, -2);
  });

  it('take what is out of range for the nearest that is within', () => {
    const latencies = new Latencies();
    for (const ms of [0, 3_600_000]) latencies.record(ms);
    expect(latencies.summary()!.max).toBeCloseTo(600_000, -3);
  });

  it('have no percentile beyond the largest', () => {
    for (const ms of [685.4, 1121.3, 7.7778]) {
      const latencies = new Latencies();
      latencies.record(ms);
      const { p50, p99, max } = latencies.summary()!;
      expect([p50, p99]).toEqual([max, max]);
    }
  });

  it('hide a stall, as long as the user who waits sends nothing', () => {
    const { p99, max } = aStall().summary()!;
    expect(p99).toBeCloseTo(5, 1);
    expect(max).toBeCloseTo(1000, -1);
  });

  it('show the stall when what was not sent is counted', () => {
    const { p50, p90, p99 } = aStall().corrected(5)!;
    // 199 more, from 995 down to 5: a sixth of all.
    expect(p50).toBeCloseTo(5, 1);
    expect(p90).toBeGreaterThan(300);
    expect(p99).toBeGreaterThan(900);
  });

  it('say nothing of nothing', () => {
    expect(new Latencies().summary()).toBeUndefined();
    expect(new Latencies().corrected(5)).toBeUndefined();
  });
});
