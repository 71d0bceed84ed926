import { awsDurationMs, awsShortRequest } from './testing/aws-short-request.ts';
import { cpuShare, createCpuQuota, type CpuQuota } from './cpu-quota.ts';

/** A process that always has work, on a core that others may hold for a while: how long does `cpuMs` take, that apart? */
const durationOf = (
  quota: CpuQuota,
  cpuMs: number,
  options: { busyCore?: number } = {},
): number => {
  const { busyCore = 0 } = options;
  let now = 1000;
  let usedMs = 0;
  let waitedMs = 0;
  let verdict = quota.begin(now, { usedMs, waitedMs });
  for (;;) {
    const span = Math.max(0.01, verdict.checkAt - now);
    if (verdict.run) {
      const gain = span * (1 - busyCore);
      if (usedMs + gain >= cpuMs) return now - waitedMs + (cpuMs - usedMs) - 1000;
      usedMs += gain;
      waitedMs += span * busyCore;
    }
    now += span;
    verdict = quota.check(now, { usedMs, waitedMs });
  }
};

describe('cpuShare', () => {
  it('is one vCPU at 1,769 MB, less in proportion below and no more above', () => {
    expect([128, 884.5, 1769, 3008].map(cpuShare)).toEqual([128 / 1769, 0.5, 1, 1]);
  });
});

describe('createCpuQuota', () => {
  it.each([884, 442, 221, 128])('stretches a second of work in proportion at %d MB', (memory) => {
    const share = cpuShare(memory);

    const durationMs = durationOf(createCpuQuota(share), 1000);

    expect((durationMs * share) / 1000).toBeGreaterThan(0.97);
    expect((durationMs * share) / 1000).toBeLessThan(1.01);
  });

  // Medians of 5,000 invocations each on AWS: a request of 17.2 ms of CPU.
  it.each([
    [128, 221.1],
    [345, 81.9],
    [399, 61.9],
    [505, 41.8],
    [664, 41.4],
    [770, 21.7],
    [1088, 21.4],
    [1460, 17.3],
  ])('answers a short request at %d MB when AWS does', (memory, awsMs) => {
    const durationMs = durationOf(createCpuQuota(cpuShare(memory)), 17.2);

    expect(Math.abs(durationMs - awsMs)).toBeLessThan(1);
  });

  it('answers a short request when AWS does at whatever size, but for the edges of its steps', () => {
    const { cpuMs, memoryMb } = awsShortRequest;
    const deviations = memoryMb
      .filter((size) => size <= 1769)
      .map(
        (size) =>
          durationOf(createCpuQuota(cpuShare(size)), cpuMs) / awsDurationMs('meanMs', size) - 1,
      )
      .map(Math.abs);

    const near = deviations.filter((deviation) => deviation < 0.15);
    expect(near.length / deviations.length).toBeGreaterThan(0.96);
    expect(deviations.reduce((sum, one) => sum + one) / deviations.length).toBeLessThan(0.02);
  });

  it.each([128, 192, 256, 384, 512, 768, 1024, 1536])(
    'stretches work of 200 ms by less than a tenth off the proportion at %d MB',
    (memory) => {
      const share = cpuShare(memory);

      const durationMs = durationOf(createCpuQuota(share), 200);

      expect(Math.abs((durationMs * share) / 200 - 1)).toBeLessThan(0.1);
    },
  );

  it('does not hold up one that needs little CPU time now and then', () => {
    const quota = createCpuQuota(cpuShare(128));
    let usedMs = 0;
    quota.begin(0, { usedMs, waitedMs: 0 });

    for (let now = 100; now <= 2000; now += 100) {
      usedMs += 3;
      expect(quota.check(now, { usedMs, waitedMs: 0 }).run).toBe(true);
    }
  });

  it('has a clock that stands still while other programs have the core', () => {
    const [alone, among] = [0, 0.5].map((busyCore) =>
      durationOf(createCpuQuota(0.25), 1000, { busyCore }),
    );

    expect(among! / alone!).toBeGreaterThan(0.98);
    expect(among! / alone!).toBeLessThan(1.02);
  });

  it('saves up nothing while a process waits', () => {
    const quota = createCpuQuota(0.25);
    quota.begin(0, { usedMs: 0, waitedMs: 0 });
    for (let now = 5; now <= 1000; now += 5) quota.check(now, { usedMs: 0, waitedMs: 0 });

    const verdict = quota.check(1008, { usedMs: 8, waitedMs: 0 });

    expect(verdict.run).toBe(false);
  });

  it('keeps a debt over the end of an invocation', () => {
    const quota = createCpuQuota(0.1);
    quota.begin(0, { usedMs: 0, waitedMs: 0 });
    quota.check(8, { usedMs: 8, waitedMs: 0 });

    expect(quota.begin(10, { usedMs: 8, waitedMs: 0 }).run).toBe(false);
    expect(quota.begin(100, { usedMs: 8, waitedMs: 0 }).run).toBe(true);
  });
});
