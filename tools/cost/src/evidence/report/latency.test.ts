import { percentilesOf } from './latency.ts';

describe('percentilesOf', () => {
  it('takes the nearest rank: a latency that was measured', () => {
    const latencies = Array.from({ length: 200 }, (_, index) => 200 - index);

    expect(percentilesOf(latencies)).toEqual({ p50: 100, p90: 180, p95: 190, p99: 198 });
  });

  it('of one latency is that latency', () => {
    expect(percentilesOf([7.25])).toEqual({ p50: 7.3, p90: 7.3, p95: 7.3, p99: 7.3 });
  });
});
