import fc from 'fast-check';
import { isThrottled } from './domain/incident.ts';
import type { CostAlarm } from './domain/note-alarm.ts';
import { restoreNow } from './domain/operate.ts';
import { review } from './domain/review.ts';
import { aWorld, MINUTE, RUNAWAY, type World } from './testing/a-world.ts';
import { happen, perform, step } from './testing/actions.ts';
import { killedAt, withCalls } from './testing/unreliable.ts';

/** Whatever differs from what the owner made of the function is on record. */
function expectOnRecord({ items, runaway, bystander }: World): void {
  const incident = items.get(RUNAWAY);
  const known = incident && isThrottled(incident) ? incident.throttle : undefined;
  if (runaway.is !== runaway.owned)
    expect(known).toMatchObject({ before: runaway.owned, applied: runaway.is });
  for (const [id, { is, owned }] of runaway.mappings)
    if (is !== owned) expect(known?.paused).toContain(id);
  expect(bystander).toMatchObject({ is: 7, owned: 7 });
}

/** Time goes on without troubles, until nothing is left to do. */
async function settle(world: World): Promise<void> {
  Object.assign(world.state, { alarmIsOn: false, topicFails: false });
  for (let round = 0; round < 12; round += 1) {
    world.pass(45 * MINUTE);
    await review(world.guard);
    if (world.items.get(RUNAWAY)?.phase === 'held') await restoreNow(world.guard, RUNAWAY);
  }
}

/** Nothing that a test wants to see: it was killed, or the topic failed, or the run was refused. */
const survive = (work: Promise<void>): Promise<void> => work.catch(() => undefined);

describe('alarms, reviews, people and deaths in any order', () => {
  it.each([0, 2])('leave nothing throttled without a record (to %d)', async (throttleTo) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 25 }),
        fc.scheduler(),
        async (steps, scheduler) => {
          const world = aWorld({ graceMs: MINUTE, throttleTo });
          world.runaway.mappings.set('disabled by its owner', { owned: false, is: false });
          const sent: CostAlarm[] = [];
          for (const happening of steps) {
            if (happening.is !== 'work') happen(world, happening);
            else {
              const all = happening.atOnce.map(({ work, killedAt: at }) => {
                const mortal = at === null ? world.guard : withCalls(world.guard, killedAt(at));
                const guard = withCalls(mortal, (call) =>
                  scheduler.schedule(Promise.resolve()).then(call),
                );
                return survive(perform(work, guard, world, sent));
              });
              await scheduler.waitFor(Promise.all(all));
            }
            expectOnRecord(world);
          }
          await settle(world);
          expect(world.items.size).toBe(0);
          expect(world.runaway.is).toBe(world.runaway.owned);
          for (const { is, owned } of world.runaway.mappings.values()) expect(is).toBe(owned);
        },
      ),
      { numRuns: Number(process.env.RUNS ?? 500) },
    );
  });
});
