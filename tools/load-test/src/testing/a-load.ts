import type { Sender } from '../engine/connection.ts';
import type { Load, Sample } from '../engine/model.ts';
import type { ScenarioRequest } from '../scenario/scenario.ts';
import { VirtualTime } from './virtual-time.ts';

/** A request of a scenario. */
export const aRequest = (overrides: Partial<ScenarioRequest> = {}): ScenarioRequest => ({
  ...{ name: 'read', method: 'GET', url: '/items/a', headers: [], weight: 1 },
  ...{ expect: ['2xx'], at: 'load/a.yml: requests[0]' },
  ...overrides,
});

/** A load on a server that takes so many ms for the request that is sent at that time. */
export function aLoad(durationAt: (sentAt: number) => number) {
  const time = new VirtualTime();
  const samples: (Sample & { sentAt: number })[] = [];
  const users: number[] = [];
  let connections = 0;
  const stop = new AbortController();
  let sentAt = 0;
  const connect = (): Sender => {
    connections += 1;
    return {
      send: async () => {
        const durationMs = durationAt((sentAt = time.now()));
        await time.sleepUntil(time.now() + durationMs);
        return { status: 200, body: '', bytes: 10, durationMs };
      },
      close: () => undefined,
    };
  };
  const request = aRequest();
  const load: Load = {
    ...{ clock: time, connect, signal: stop.signal },
    next: () => ({ request, wire: { method: 'GET', path: '/items/a', headers: {} } }),
    record: (sample) => samples.push({ ...sample, sentAt }),
    onUsers: (count) => users.push(count),
  };
  return { time, load, samples, users, stop, connections: () => connections };
}
