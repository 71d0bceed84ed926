import { aWorld, MINUTE, RUNAWAY } from '../testing/a-world.ts';
import { noteAlarm } from './note-alarm.ts';
import { review } from './review.ts';

describe('noteAlarm', () => {
  it('tells what it costs, what follows and how to step in', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm());

    const { subject, text } = world.told[0]!;
    expect(subject).toBe(`Cost alarm: ${RUNAWAY}`);
    expect(text).toContain("It costs $3.00 per hour; the alarm's threshold is $1.00.");
    expect(text).toContain('throttled in 2 minutes unless the alarm ends');
    expect(text).toContain(`{"action":"throttle","function":"${RUNAWAY}"}`);
  });

  it('gives no grace to what costs many times the threshold', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm({ usdPerHour: 10 }));
    expect(world.told[0]?.text).toContain('throttled within a minute');
    await review(world.guard);
    expect(world.runaway.is).toBe(0);
  });

  it('knows an event that comes twice', async () => {
    const world = aWorld();
    const alarm = world.alarm();
    await noteAlarm(world.guard, alarm);
    await noteAlarm(world.guard, alarm);
    expect(world.told).toHaveLength(1);
  });

  it('takes no old event for a relapse', async () => {
    const world = aWorld({ graceMs: 0 });
    const alarm = world.alarm();
    await noteAlarm(world.guard, alarm);
    await review(world.guard);
    world.pass(10 * MINUTE);
    await review(world.guard);
    expect(world.items.get(RUNAWAY)?.phase).toBe('watched');

    await noteAlarm(world.guard, alarm);
    expect(world.items.get(RUNAWAY)?.phase).toBe('watched');
  });

  it('ends the grace of a function whose cost explodes meanwhile', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm());
    world.pass(MINUTE);
    await noteAlarm(world.guard, world.alarm({ usdPerHour: 50 }));
    await review(world.guard);
    expect(world.items.get(RUNAWAY)).toMatchObject({ phase: 'throttled', usdPerHour: 50 });
  });

  it('tells with the next delivery what it could not tell with this one', async () => {
    const world = aWorld();
    const alarm = world.alarm();
    world.state.topicFails = true;
    await expect(noteAlarm(world.guard, alarm)).rejects.toThrow('the topic is not there');

    world.state.topicFails = false;
    await noteAlarm(world.guard, alarm);
    expect(world.told).toHaveLength(1);
  });

  it('says so when an alarm was set by hand', async () => {
    const world = aWorld();
    await noteAlarm(
      world.guard,
      world.alarm({ usdPerHour: undefined, thresholdUsdPerHour: undefined }),
    );
    expect(world.told[0]?.text).toContain('set by hand');
  });

  it('opens another incident over one that only waits to be removed', async () => {
    const world = aWorld();
    await noteAlarm(world.guard, world.alarm());
    const known = world.items.get(RUNAWAY)!;
    world.items.set(RUNAWAY, { ...known, phase: 'over' });
    world.pass(MINUTE);

    await noteAlarm(world.guard, world.alarm());
    expect(world.items.get(RUNAWAY)).toMatchObject({ phase: 'alarmed', throttles: 0 });
    expect(world.items.get(RUNAWAY)!.revision).toBeGreaterThan(known.revision);
  });
});
