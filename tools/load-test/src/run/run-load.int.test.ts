import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Model } from '../engine/model.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { aRequest } from '../testing/a-load.ts';
import { runLoad } from './run-load.ts';

const STALL_MS = 1000;

/** Answers at once, but for one second, some time after the first request, not at all. */
async function aStallingServer() {
  let firstAt: number | undefined;
  const server: Server = createServer((_, response) => {
    firstAt ??= performance.now();
    const since = performance.now() - firstAt;
    const stalls = since > 300 && since < 300 + STALL_MS;
    void sleep(stalls ? 300 + STALL_MS - since : 0).then(() => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { baseUrl: `http://127.0.0.1:${port}`, close };
}

const scenario: Scenario = {
  ...{
    name: 'a',
    file: 'a.yml',
    api: 'http',
    variables: {},
    thinkTimeMs: 0,
    setup: [],
    requests: [aRequest()],
  },
};

async function measure(model: Model) {
  const server = await aStallingServer();
  try {
    const { signal } = new AbortController();
    return await runLoad({ ...server, scenario, model, timeoutMs: 10_000, signal });
  } finally {
    await server.close();
  }
}

describe('a server that stalls for a second', () => {
  it('shows in the corrected p99 of a closed load, not in the service time of its user', async () => {
    const { total, correction } = await measure({
      ...{ type: 'closed', users: 1, rampUpMs: 0, durationMs: 2000, thinkTimeMs: 0 },
    });

    const { service, corrected } = total.latencyMs;
    expect(correction.by).toBe('expectedInterval');
    expect(service!.max).toBeGreaterThan(STALL_MS / 2);
    expect(service!.p99).toBeLessThan(STALL_MS / 2);
    expect(corrected!.p99).toBeGreaterThan(STALL_MS / 2);
  });

  it('shows in the latency of an open load, which counts from the intended start', async () => {
    const { total, correction } = await measure({
      ...{ type: 'open', rate: 200, startRate: 200, rampUpMs: 0, durationMs: 2000, maxUsers: 1 },
    });

    const { service, corrected } = total.latencyMs;
    expect(correction.by).toBe('intendedStart');
    expect(service!.p99).toBeLessThan(STALL_MS / 2);
    expect(corrected!.p99).toBeGreaterThan(STALL_MS / 2);
  });
});
