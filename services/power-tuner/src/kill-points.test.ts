import { parseMark } from '@acado/tuning';
import type { Phase } from './testing/effects.ts';
import { aRun, anInput, aWorld, type World } from './testing/a-world.ts';

/** A process that dies: nothing of it runs on. */
class Killed extends Error {}

const input = anInput({
  num: 5,
  powerValues: [128, 1024],
  architectures: ['x86_64', 'arm64'],
  strategy: 'speed',
  autoOptimize: true,
  autoOptimizeAlias: 'live',
});

/** A world in which something happens at one effect, counted from 0. */
function aWorldWith(
  happening: (count: number, name: string, phase: Phase) => void | Promise<void>,
) {
  let count = 0;
  let isOn = true;
  const world = aWorld({
    behave: ({ memoryMb, architecture }) => ({
      durationMs: (architecture === 'x86_64' ? 5_120 : 10_240) / memoryMb,
    }),
    onEffect: (name, phase) => (isOn ? happening(count++, name, phase) : undefined),
  });
  return { ...world, pause: () => void (isOn = false), resume: () => void (isOn = true) };
}

const allEffects = async (): Promise<string[]> => {
  const names: string[] = [];
  const world = aWorldWith((_count, name, phase) => void names.push(`${phase} ${name}`));
  await world.tune(aRun(), input);
  return names;
};

/** What must be true of a function when a run is over, however it ended. */
function expectNothingLeft({ lambda, locks }: World): void {
  const { memoryMb, architecture, description } = lambda.latest();
  // What was applied is no remains: the run was asked for it.
  expect(['512 arm64', '1024 x86_64', '1024 arm64']).toContain(`${memoryMb} ${architecture}`);
  expect(description).toBe('Sells');
  const marked = [...lambda.versions.values()].filter((it) => parseMark(it.description));
  expect(marked).toEqual([]);
  expect([...locks.keys()]).toEqual([]);
}

describe('a run that is stopped', () => {
  it('has many places where it can be', async () => {
    expect((await allEffects()).length).toBeGreaterThan(100);
  });

  it('leaves nothing behind after its end, wherever that was', async () => {
    const effects = await allEffects();
    for (const at of effects.keys()) {
      const world = aWorldWith((count) => {
        if (count >= at) throw new Killed();
      });
      await expect(world.tune(aRun(), input)).rejects.toThrow(Killed);
      world.pause();
      await world.steps.end(aRun());
      expectNothingLeft(world);
      const isBeforeApplying = at < effects.indexOf('before putApplying');
      if (isBeforeApplying) expect(world.lambda.latest().memoryMb).toBe(512);
    }
  });

  it('comes to the same result when each step is tried again', async () => {
    const { length } = await allEffects();
    for (let at = 0; at < length; at++) {
      const world = aWorldWith((count) => {
        if (count === at) throw new Killed();
      });
      const outcome = await world.tune(aRun(), input, (error) => error instanceof Killed);
      expect(outcome).toMatchObject({
        failed: false,
        result: { power: 1024, architecture: 'x86_64', invocations: 20 },
      });
      expectNothingLeft(world);
      expect(world.lambda.latest()).toMatchObject({ memoryMb: 1024, description: 'Sells' });
      expect(world.lambda.aliases.get('live')).toBeDefined();
      // One version that is the user's now: what the alias points to.
      expect(world.lambda.versions.size).toBe(1);
    }
  });

  it('leaves nothing behind when it is ended while it goes on', async () => {
    const { length } = await allEffects();
    for (let at = 0; at < length; at++) {
      const world: ReturnType<typeof aWorldWith> = aWorldWith(async (count) => {
        if (count !== at) return;
        world.pause();
        await world.steps.end(aRun());
      });
      // As the step that goes on is the last one that an aborted execution started.
      await world.tune(aRun(), input).catch(() => undefined);
      if (world.locks.size > 0) await world.steps.end(aRun());
      expectNothingLeft(world);
    }
  });

  it('leaves nothing behind when it is ended while it goes on, and then dies', async () => {
    const { length } = await allEffects();
    for (let at = 0; at < length; at++) {
      for (let left = 1; left <= 4; left++) {
        const world: ReturnType<typeof aWorldWith> = aWorldWith(async (count) => {
          if (count === at + left) throw new Killed();
          if (count !== at) return;
          world.pause();
          await world.steps.end(aRun());
          world.resume();
        });
        await world.tune(aRun(), input).catch(() => undefined);
        world.pause();
        // Killed before it was aborted, or locked only after: the next run on the function finds that.
        if (world.locks.size > 0) await world.steps.end(aRun());
        expectNothingLeft(world);
      }
    }
  });

  it('loses no more than what was not yet written down', async () => {
    const { length } = await allEffects();
    for (let at = 0; at < length; at++) {
      const world = aWorldWith((count) => {
        if (count === at) throw new Killed();
      });
      await world.tune(aRun(), input, (error) => error instanceof Killed);
      expect(world.lambda.invocations.length).toBeLessThanOrEqual(20 + 5);
    }
  });
});
