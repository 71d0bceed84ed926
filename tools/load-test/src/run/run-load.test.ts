import type { Sender } from '../engine/connection.ts';
import type { Model } from '../engine/model.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { aRequest } from '../testing/a-load.ts';
import { VirtualTime } from '../testing/virtual-time.ts';
import { runLoad } from './run-load.ts';

const scenario: Scenario = {
  ...{ name: 'a', file: 'a.yml', api: 'http', variables: {}, thinkTimeMs: 0, setup: [] },
  requests: [aRequest()],
};

/** A server that answers in 10 ms, but between 1 s and 2 s not before 2 s. */
async function measure(model: Model) {
  const clock = new VirtualTime();
  const connect = (): Sender => ({
    send: async () => {
      const sentAt = clock.now();
      await clock.sleepUntil(sentAt >= 1000 && sentAt < 2000 ? 2000 : sentAt + 10);
      return { status: 200, body: '', bytes: 100, durationMs: clock.now() - sentAt };
    },
    close: () => undefined,
  });
  const { signal } = new AbortController();
  const baseUrl = 'http://127.0.0.1:1';
  return clock.run(
    runLoad({ scenario, baseUrl, model, timeoutMs: 60_000, signal, clock, connect }),
  );
}

/** The smallest value that so many percent of them do not exceed. */
const percentile = (values: readonly number[], percent: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1]!;

/** To the three digits that are kept. */
const near = (value: number): unknown => expect.closeTo(value, value >= 100 ? -0.4 : 0);

describe('runLoad, beside a second in which the server stalls', () => {
  it('counts what the user of a closed load would have sent meanwhile', async () => {
    const model = { users: 1, rampUpMs: 0, durationMs: 3000, thinkTimeMs: 0 };
    const { total, correction, elapsedSeconds } = await measure({ type: 'closed', ...model });

    // 100 in the first second and 100 in the third, 10 ms each; one of a second between them.
    const measured = [...Array.from({ length: 200 }, () => 10), 1000];
    const pace = 3000 / 201;
    const missing = Array.from({ length: 66 }, (_, index) => 1000 - (index + 1) * pace);
    const all = [...measured, ...missing.filter((ms) => ms >= pace)];
    expect([total.requests, elapsedSeconds, total.throughputPerSecond]).toEqual([201, 3, 67]);
    expect(correction).toEqual({ by: 'expectedInterval', intervalMs: expect.closeTo(pace, 1) });
    expect(total.latencyMs).toMatchObject({
      service: { p50: near(10), p90: near(10), p95: near(10), p99: near(10), max: near(1000) },
      corrected: {
        p50: near(percentile(all, 50)),
        p90: near(percentile(all, 90)),
        p95: near(percentile(all, 95)),
        p99: near(percentile(all, 99)),
        max: near(1000),
      },
    });
  });

  it('counts from the intended start in an open load, whoever is free', async () => {
    for (const maxUsers of [1, 200]) {
      const model = { rate: 100, startRate: 100, rampUpMs: 0, durationMs: 3000, maxUsers };
      const { total, unsent } = await measure({ type: 'open', ...model });

      // Meant for 5, 15 … 2995 ms. Those of the stall wait until 2 s; one user then takes 10 ms for each of 100.
      const waits = Array.from({ length: 300 }, (_, index) => {
        const meant = index * 10 + 5;
        if (meant < 1000) return 10;
        if (maxUsers > 1) return meant < 2000 ? 2000 - meant : 10;
        return 2000 + Math.max(0, index - 100) * 10 - meant;
      }).filter((_, index) => index < 300 - unsent);
      expect(total.requests + unsent).toBe(300);
      expect(total.latencyMs.corrected).toMatchObject({
        p50: near(percentile(waits, 50)),
        p90: near(percentile(waits, 90)),
        p99: near(percentile(waits, 99)),
      });
    }
  });
});
