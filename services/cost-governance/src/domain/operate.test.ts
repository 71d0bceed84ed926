import { aWorld, BYSTANDER, MINUTE, RUNAWAY } from '../testing/a-world.ts';
import { noteAlarm } from './note-alarm.ts';
import { restoreNow, tellStatus, throttleNow } from './operate.ts';
import { review } from './review.ts';

describe('throttleNow', () => {
  it('throttles until a human restores it', async () => {
    const world = aWorld();
    expect(await throttleNow(world.guard, RUNAWAY)).toMatchObject({ done: true });
    world.pass(24 * 60 * MINUTE);
    await review(world.guard);
    expect(world.runaway.is).toBe(0);
    expect(world.told[0]?.text).toContain('Somebody asked for it');

    expect(await restoreNow(world.guard, RUNAWAY)).toMatchObject({ done: true });
    expect(world.runaway.is).toBeNull();
  });

  it('refuses what is not on the list', async () => {
    const world = aWorld();
    expect(await throttleNow(world.guard, BYSTANDER)).toMatchObject({ done: false });
    expect(world.bystander.is).toBe(7);
  });

  it('refuses what is protected, even on the list', async () => {
    const world = aWorld({ throttleable: ['*'] });
    const answer = await throttleNow(world.guard, 'acado-guard-test-review');
    expect(answer).toMatchObject({ done: false, says: expect.stringContaining('not on the list') });
  });

  it('does not throttle what is not there', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm());
    world.remove(RUNAWAY);

    await expect(throttleNow(world.guard, 'acado-shop-test-typo')).rejects.toThrow(
      'There is no function acado-shop-test-typo',
    );
    expect(await throttleNow(world.guard, RUNAWAY)).toMatchObject({
      done: false,
      says: `${RUNAWAY} is over`,
    });
  });

  it('holds what the guard would restore', async () => {
    const world = aWorld({ graceMs: 0 });
    await noteAlarm(world.guard, world.alarm());
    await review(world.guard);
    expect(await throttleNow(world.guard, RUNAWAY)).toMatchObject({ done: true });
    world.pass(60 * MINUTE);
    await review(world.guard);
    expect(world.items.get(RUNAWAY)?.phase).toBe('held');
    expect(world.items.get(RUNAWAY)?.throttle?.before).toBeNull();
  });
});

describe('restoreNow', () => {
  it('does not touch what the guard did not throttle', async () => {
    const world = aWorld();
    expect(await restoreNow(world.guard, BYSTANDER)).toMatchObject({
      done: false,
      says: `The guard has not throttled ${BYSTANDER}; it is not on the list of what may be throttled`,
    });
    await noteAlarm(world.guard, world.alarm());
    expect(await restoreNow(world.guard, RUNAWAY)).toMatchObject({ done: false });
  });

  it('answers although nobody can be told, and leaves that to a review', async () => {
    const world = aWorld();
    await throttleNow(world.guard, RUNAWAY);
    world.state.topicFails = true;
    expect(await restoreNow(world.guard, RUNAWAY)).toMatchObject({ done: true });
    world.state.topicFails = false;
    await review(world.guard);
    expect(world.told.map(({ kind }) => kind)).toEqual(['held', 'restored']);
  });

  it('waits for a run that is at work', async () => {
    const world = aWorld({ graceMs: 0 });
    await noteAlarm(world.guard, world.alarm());
    const dying = { ...world.guard.functions, switchMapping: () => Promise.reject(new Error('x')) };
    await expect(review({ ...world.guard, functions: dying })).rejects.toThrow();

    expect((await restoreNow(world.guard, RUNAWAY)).says).toContain('try again in a minute');
    world.pass(MINUTE);
    expect(await restoreNow(world.guard, RUNAWAY)).toMatchObject({ done: true });
    expect(world.runaway.is).toBeNull();
  });
});

describe('tellStatus', () => {
  it('says what is open, and what a function is', async () => {
    const world = aWorld();
    expect((await tellStatus(world.guard)).says).toBe('No function has an open incident');
    await noteAlarm(world.guard, world.alarm());
    expect((await tellStatus(world.guard)).says).toBe(`${RUNAWAY} is alarmed`);
    expect((await tellStatus(world.guard, RUNAWAY)).says).toBe(
      `${RUNAWAY} is alarmed; it has no reserved concurrency`,
    );
    expect((await tellStatus(world.guard, BYSTANDER)).incidents).toEqual([]);
  });
});
