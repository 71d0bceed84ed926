import { aLoad } from '../testing/a-load.ts';
import type { OpenModel } from './model.ts';
import { runOpen } from './open-model.ts';

const model = (overrides: Partial<OpenModel> = {}): OpenModel => ({
  ...{ type: 'open', rate: 10, startRate: 0, rampUpMs: 0, durationMs: 1050, maxUsers: 100 },
  ...overrides,
});

describe('runOpen', () => {
  it('sends at its times, however long answers take', async () => {
    const { time, load, samples, connections } = aLoad(() => 350);
    const { unsent } = await time.run(runOpen(model(), load));
    expect(samples.map(({ endedAt }) => Math.round(endedAt - 350))).toEqual([
      50, 150, 250, 350, 450, 550, 650, 750, 850, 950,
    ]);
    expect(connections()).toBe(4);
    expect(unsent).toBe(0);
  });

  it('counts latency from the intended start when all users are busy', async () => {
    const { time, load, samples } = aLoad((sentAt) => (sentAt < 150 ? 500 : 10));
    await time.run(runOpen(model({ maxUsers: 1 }), load));
    const latencies = samples.map(({ responseMs }) => Math.round(responseMs));
    // Meant for 50, 150 … 550; until 550 nobody was free.
    expect(latencies.slice(0, 7)).toEqual([500, 410, 320, 230, 140, 50, 10]);
  });

  it('says how many nobody was free to send', async () => {
    const { time, load, samples } = aLoad(() => 2000);
    const { unsent } = await time.run(runOpen(model({ maxUsers: 3 }), load));
    expect([samples.length, unsent]).toEqual([3, 7]);
  });

  it('ends when it is stopped', async () => {
    const { time, load, samples, stop } = aLoad((sentAt) => {
      if (sentAt > 200) stop.abort();
      return 10;
    });
    await time.run(runOpen(model(), load));
    expect(samples).toHaveLength(3);
  });
});
