import { aLoad } from '../testing/a-load.ts';
import { runClosed } from './closed-model.ts';
import type { ClosedModel } from './model.ts';

const model = (overrides: Partial<ClosedModel> = {}): ClosedModel => ({
  ...{ type: 'closed', users: 2, rampUpMs: 0, durationMs: 1000, thinkTimeMs: 0 },
  ...overrides,
});

describe('runClosed', () => {
  it('lets every user send when the former answer is there', async () => {
    const { time, load, samples } = aLoad(() => 100);
    await time.run(runClosed(model(), load));
    expect(samples).toHaveLength(20);
  });

  it('lets users come one by one within the ramp', async () => {
    const { time, load, users, samples } = aLoad(() => 100);
    await time.run(runClosed(model({ users: 4, rampUpMs: 800 }), load));
    expect(Math.max(...users)).toBe(4);
    // From 0, 200, 400 and 600 ms on, one every 100 ms.
    expect(samples).toHaveLength(10 + 8 + 6 + 4);
  });

  it('lets users think', async () => {
    const { time, load, samples } = aLoad(() => 100);
    await time.run(runClosed(model({ users: 1, thinkTimeMs: 150 }), load));
    expect(samples.map(({ endedAt }) => endedAt)).toEqual([100, 350, 600, 850]);
  });

  it('waits for the last answer', async () => {
    const { time, load, samples } = aLoad(() => 700);
    await time.run(runClosed(model({ users: 1 }), load));
    expect(samples.map(({ endedAt }) => endedAt)).toEqual([700, 1400]);
  });

  it('ends when it is stopped, in the ramp and while users think', async () => {
    const { time, load, samples, stop, connections } = aLoad((sentAt) => {
      if (sentAt >= 300) stop.abort();
      return 100;
    });
    await time.run(runClosed(model({ rampUpMs: 1000, thinkTimeMs: 200 }), load));
    expect(samples).toHaveLength(2);
    expect(connections()).toBeLessThanOrEqual(2);
  });
});
