import { aWorld, BYSTANDER, MINUTE, RUNAWAY, type World } from '../testing/a-world.ts';
import { noteAlarm } from './note-alarm.ts';
import { LEASE_MS } from './policy.ts';
import { review } from './review.ts';

const kinds = ({ told }: World) => told.map(({ kind }) => kind);
const phaseOf = ({ items }: World) => items.get(RUNAWAY)?.phase;

const reviewAfter = async (world: World, ms: number) => {
  world.pass(ms);
  return review(world.guard);
};

/** A world whose runaway was just throttled. */
const aThrottledWorld = async (overrides?: Parameters<typeof aWorld>[0]): Promise<World> => {
  const world = aWorld({ graceMs: 0, ...overrides });
  await noteAlarm(world.guard, world.alarm());
  await review(world.guard);
  return world;
};

describe('review', () => {
  it('does nothing, and says so, while nothing is due', async () => {
    const world = aWorld();
    expect(await review(world.guard)).toEqual([]);
    await noteAlarm(world.guard, world.alarm());
    expect(await reviewAfter(world, MINUTE)).toEqual([]);
  });

  it('throttles when the alarm outlasts the grace period, and remembers what was', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm());

    expect(await reviewAfter(world, 2 * MINUTE)).toEqual([
      { functionName: RUNAWAY, from: 'alarmed', to: 'throttled' },
    ]);
    expect(world.runaway.is).toBe(0);
    expect(world.runaway.mappings.get('m-0')?.is).toBe(false);
    expect(world.items.get(RUNAWAY)?.throttle).toEqual({
      before: null,
      applied: 0,
      paused: ['m-0'],
    });
    expect(kinds(world)).toEqual(['alarm', 'throttled']);
  });

  it('leaves alone what is quiet again within the grace period', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm());
    world.state.alarmIsOn = false;

    await reviewAfter(world, 2 * MINUTE);
    expect(world.runaway.is).toBeNull();
    expect(world.items.size).toBe(0);
    expect(kinds(world)).toEqual(['alarm', 'ended']);
  });

  it('only tells of a function that is not on the list', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm({ functionName: BYSTANDER, alarmName: 'pay-cost' }));

    await reviewAfter(world, 60 * MINUTE);
    expect(world.bystander.is).toBe(7);
    expect(world.told.map(({ text }) => text).join()).toContain('not on the list');
    world.state.alarmIsOn = false;
    await reviewAfter(world, 60 * MINUTE);
    expect(kinds(world)).toEqual(['alarm', 'ended']);
  });

  it('restores after the cool-down, watches, and ends', async () => {
    const world = await aThrottledWorld();
    world.state.alarmIsOn = false;

    await reviewAfter(world, 10 * MINUTE);
    expect(world.runaway).toMatchObject({ is: null });
    expect(world.runaway.mappings.get('m-0')?.is).toBe(true);
    expect(phaseOf(world)).toBe('watched');

    await reviewAfter(world, 15 * MINUTE);
    expect(world.items.size).toBe(0);
    expect(kinds(world)).toEqual(['alarm', 'throttled', 'restored', 'ended']);
  });

  it('doubles the cool-down of a relapse, and in the end leaves it to a human', async () => {
    const world = await aThrottledWorld();
    for (const coolDown of [10, 20, 40]) {
      await reviewAfter(world, (coolDown - 1) * MINUTE);
      expect(phaseOf(world)).toBe('throttled');
      await reviewAfter(world, MINUTE);
      expect(phaseOf(world)).toBe('watched');
      world.pass(MINUTE);
      await noteAlarm(world.guard, world.alarm());
      await review(world.guard);
    }
    expect(phaseOf(world)).toBe('held');
    const told = world.told.length;
    await reviewAfter(world, 24 * 60 * MINUTE);
    expect(phaseOf(world)).toBe('held');
    expect(world.runaway.is).toBe(0);
    expect(kinds(world).slice(told)).toEqual(['held']);
  });

  it('takes an alarm that is still on at the end of the watch for a relapse', async () => {
    const world = await aThrottledWorld();
    await reviewAfter(world, 10 * MINUTE);
    await reviewAfter(world, 15 * MINUTE);
    await review(world.guard);
    expect(world.runaway.is).toBe(0);
  });

  it('leaves a reservation alone that somebody made meanwhile', async () => {
    const world = await aThrottledWorld();
    Object.assign(world.runaway, { is: 5, owned: 5 });

    await reviewAfter(world, 10 * MINUTE);
    expect(world.runaway.is).toBe(5);
    expect(world.runaway.mappings.get('m-0')?.is).toBe(true);
    expect(kinds(world)).toContain('taken-over');
  });

  it('keeps as many executions as the policy says, and never more than there were', async () => {
    expect((await aThrottledWorld({ throttleTo: 2 })).runaway.is).toBe(2);
    const world = aWorld({ graceMs: 0, throttleTo: 2 });
    Object.assign(world.runaway, { is: 1, owned: 1 });
    await noteAlarm(world.guard, world.alarm());
    await review(world.guard);
    expect(world.runaway.is).toBe(1);
  });

  it('stops a function for which the account has no executions to reserve', async () => {
    const world = aWorld({ graceMs: 0, throttleTo: 2 });
    world.refused.add(2);
    await noteAlarm(world.guard, world.alarm());
    await review(world.guard);
    expect(world.runaway.is).toBe(0);
    await reviewAfter(world, 10 * MINUTE);
    expect(world.runaway.is).toBeNull();
  });

  it('throttles although nobody can be told, fails, and tells later', async () => {
    const world = aWorld({ graceMs: 0 });
    await noteAlarm(world.guard, world.alarm());
    world.state.topicFails = true;
    await expect(review(world.guard)).rejects.toThrow(`${RUNAWAY} (alarmed)`);
    expect(world.runaway.is).toBe(0);

    world.state.topicFails = false;
    await review(world.guard);
    expect(kinds(world)).toEqual(['alarm', 'throttled']);
  });

  it('goes on with the others when one fails', async () => {
    const world = aWorld({ graceMs: 0 });
    const { functions } = world.guard;
    await noteAlarm(world.guard, world.alarm({ functionName: 'acado-shop-test-broken' }));
    await noteAlarm(world.guard, world.alarm());
    const guard = {
      ...world.guard,
      functions: {
        ...functions,
        reservation: (name: string) =>
          name === RUNAWAY ? functions.reservation(name) : Promise.reject(new Error('no answer')),
      },
    };
    await expect(review(guard)).rejects.toThrow('broken (alarmed): Error: no answer');
    expect(world.runaway.is).toBe(0);
  });

  it('ends the incident of a function that is removed', async () => {
    const world = await aThrottledWorld();
    world.remove(RUNAWAY);
    await reviewAfter(world, 10 * MINUTE);
    expect(world.items.size).toBe(0);
    expect(kinds(world)).toEqual(['alarm', 'throttled', 'gone']);
  });

  it('takes over from a run that died, when its lease is over', async () => {
    const world = aWorld({ graceMs: 0 });
    await noteAlarm(world.guard, world.alarm());
    const { functions } = world.guard;
    const dying = {
      ...functions,
      switchMapping: () => Promise.reject(new Error('killed')),
    };
    await expect(review({ ...world.guard, functions: dying })).rejects.toThrow('killed');
    expect(phaseOf(world)).toBe('throttling');

    expect(await reviewAfter(world, LEASE_MS - 1)).toEqual([]);
    await reviewAfter(world, 1);
    expect(phaseOf(world)).toBe('throttled');
    expect(world.runaway.mappings.get('m-0')?.is).toBe(false);
    expect(world.items.get(RUNAWAY)?.throttle?.before).toBeNull();
  });
});
