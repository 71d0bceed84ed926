import fc from 'fast-check';
import type { Guard } from '../domain/guard.ts';
import { type CostAlarm, noteAlarm } from '../domain/note-alarm.ts';
import { restoreNow, throttleNow } from '../domain/operate.ts';
import { review } from '../domain/review.ts';
import { MINUTE, RUNAWAY, type World } from './a-world.ts';

/** Work that the guard does, and may die of. */
export type Work = 'review' | 'alarm' | 'late-alarm' | 'restore' | 'throttle';

/** What happens around it. */
export type Event =
  | { is: 'quiet' }
  | { is: 'time'; minutes: number }
  | { is: 'reserve'; reservation: number | null }
  | { is: 'enable' }
  | { is: 'room'; isLeft: boolean }
  | { is: 'topic'; fails: boolean };

const work = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Work>('review') },
  { weight: 2, arbitrary: fc.constant<Work>('alarm') },
  { weight: 3, arbitrary: fc.constantFrom<Work>('late-alarm', 'restore', 'throttle') },
);

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ is: fc.constant('quiet' as const) }),
  fc.record({ is: fc.constant('time' as const), minutes: fc.constantFrom(1, 3, 10, 45) }),
  fc.record({
    is: fc.constant('reserve' as const),
    // None that the guard itself would choose: nobody could tell whose it is.
    reservation: fc.option(fc.integer({ min: 5, max: 9 })),
  }),
  fc.record({ is: fc.constant('enable' as const) }),
  fc.record({ is: fc.constant('room' as const), isLeft: fc.boolean() }),
  fc.record({ is: fc.constant('topic' as const), fails: fc.boolean() }),
);

/** Up to three pieces of work at a time, each of which may be killed at one of its effects. */
export const step = fc.oneof(
  event,
  fc.record({
    is: fc.constant('work' as const),
    atOnce: fc.array(fc.record({ work, killedAt: fc.option(fc.nat({ max: 30 }), { freq: 3 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
);

export function happen(world: World, happening: Event): void {
  const { runaway, state, refused } = world;
  if (happening.is === 'quiet') state.alarmIsOn = false;
  if (happening.is === 'time') world.pass(happening.minutes * MINUTE);
  if (happening.is === 'topic') state.topicFails = happening.fails;
  if (happening.is === 'room') refused[happening.isLeft ? 'delete' : 'add'](2);
  if (happening.is === 'reserve')
    Object.assign(runaway, { is: happening.reservation, owned: happening.reservation });
  if (happening.is === 'enable')
    for (const mapping of runaway.mappings.values()) mapping.is ||= mapping.owned;
}

export async function perform(
  work: Work,
  guard: Guard,
  world: World,
  sent: CostAlarm[],
): Promise<void> {
  if (work === 'review') await review(guard);
  if (work === 'restore') await restoreNow(guard, RUNAWAY);
  if (work === 'throttle') await throttleNow(guard, RUNAWAY);
  if (work === 'alarm') {
    sent.push(world.alarm());
    await noteAlarm(guard, sent.at(-1)!);
  }
  if (work === 'late-alarm' && sent[0]) await noteAlarm(guard, sent[0]);
}
