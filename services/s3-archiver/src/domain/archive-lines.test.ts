import fc from 'fast-check';
import { inMemoryArchive, type Step, withoutTrouble } from '../testing/in-memory-archive.ts';
import { archiveLines } from './archive-lines.ts';
import { objectName } from './object-name.ts';

const folder = 'archive/date=2026-01-31';
const lines = (...eventIds: string[]) => eventIds.map((eventId) => ({ eventId, json: '{}' }));
const nameOf = (...eventIds: string[]) =>
  objectName(
    folder,
    eventIds.map((eventId) => ({ eventId })),
  );

class Crash extends Error {}

/**
 * The n-th request fails: before its effect, after it, or with its effect still under way. Either the
 * process dies with it, or it lives and sees an error.
 */
type Fault = { at: number; when: 'before' | 'after' | 'under way'; deadly: boolean };

/** An archive whose clock stands still; every attempt is an own process. */
const anArchive = () => {
  const memory = inMemoryArchive();
  const clock = { now: 0 };
  const attempt = (eventIds: readonly string[], step: Step = withoutTrouble, patience = 1000) =>
    archiveLines(
      {
        ...memory.seenBy(step),
        now: () => clock.now,
        attemptTimeout: patience,
      },
      folder,
      lines(...eventIds),
    );
  return { ...memory, clock, attempt };
};

const failingAt = (fault: Fault, wait: () => Promise<void> = async () => {}): Step => {
  let steps = 0;
  return async (effect) => {
    await wait();
    const step = steps++;
    if (fault.deadly && step > fault.at) throw new Crash();
    if (step !== fault.at) {
      const result = effect();
      await wait();
      return result;
    }
    if (fault.when === 'after') effect();
    if (fault.when === 'under way') void wait().then(effect);
    await wait();
    throw new Crash();
  };
};

const dyingAt = (at: number, when: Fault['when'] = 'before'): Step =>
  failingAt({ at, when, deadly: true });

describe('archiveLines', () => {
  it('writes one object that holds every event', async () => {
    const { attempt, objects } = anArchive();
    const outcomes = await attempt(['a', 'b']);
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'archived', b: 'archived' });
    expect([...objects]).toEqual([[nameOf('a', 'b'), ['a', 'b']]]);
  });

  it('finds the object of the same batch again', async () => {
    const { attempt, objects } = anArchive();
    await attempt(['a', 'b']);
    const outcomes = await attempt(['b', 'a']);
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'archived', b: 'archived' });
    expect([...objects.keys()]).toEqual([nameOf('a', 'b')]);
  });

  it('drops an event that came before in other company', async () => {
    const { attempt, objects } = anArchive();
    await attempt(['a', 'b']);
    const outcomes = await attempt(['b', 'c']);
    expect(Object.fromEntries(outcomes)).toEqual({ b: 'duplicate', c: 'archived' });
    expect(objects.get(nameOf('b', 'c'))).toEqual(['c']);
  });

  it('writes no object when nothing is new', async () => {
    const { attempt, objects } = anArchive();
    await attempt(['a', 'b']);
    await attempt(['a']);
    expect(objects.size).toBe(1);
  });

  it('asks for another try while the claimer may still be at work', async () => {
    const { attempt, archived } = anArchive();
    await expect(attempt(['a', 'b'], dyingAt(2))).rejects.toThrow(Crash);
    const outcomes = await attempt(['b', 'c']);
    expect(Object.fromEntries(outcomes)).toEqual({ b: 'busy', c: 'archived' });
    expect(archived()).toEqual(['c']);
  });

  it('takes over from a dead claimer and shuts its name', async () => {
    const { attempt, objects, clock } = anArchive();
    await expect(attempt(['a', 'b'], dyingAt(2))).rejects.toThrow(Crash);
    clock.now = 1001;
    const outcomes = await attempt(['b', 'c']);
    expect(Object.fromEntries(outcomes)).toEqual({ b: 'archived', c: 'archived' });
    expect(objects.get(nameOf('a', 'b'))).toEqual([]);
  });

  it('resumes an unfinished attempt under its own name when the batch comes back whole', async () => {
    const { attempt, objects } = anArchive();
    await expect(attempt(['a', 'b'], dyingAt(2))).rejects.toThrow(Crash);
    await attempt(['a', 'b']);
    expect([...objects]).toEqual([[nameOf('a', 'b'), ['a', 'b']]]);
  });

  it('moves on when its own name has been given up by another', async () => {
    const { attempt, archived, clock } = anArchive();
    await expect(attempt(['a', 'b'], dyingAt(2))).rejects.toThrow(Crash);
    clock.now = 1001;
    await attempt(['b']);
    const outcomes = await attempt(['a', 'b']);
    expect(Object.fromEntries(outcomes)).toEqual({ a: 'archived', b: 'duplicate' });
    expect(archived()).toEqual(['a', 'b']);
  });

  it('writes nothing when a claim is in doubt', async () => {
    const { attempt, objects } = anArchive();
    await expect(
      attempt(['a', 'b'], failingAt({ at: 1, when: 'after', deadly: false })),
    ).rejects.toThrow(Crash);
    expect(objects.size).toBe(0);
  });

  const someEvents = fc.subarray(['a', 'b', 'c', 'd', 'e'], { minLength: 1 });
  const someFault = fc.record({
    at: fc.nat({ max: 12 }),
    when: fc.constantFrom<Fault['when'][]>('before', 'after', 'under way'),
    deadly: fc.boolean(),
  });

  it('archives every event exactly once, whatever is redelivered, runs at once, fails or dies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(
          fc.record({
            eventIds: someEvents,
            fault: fc.option(someFault, { nil: undefined }),
            // Below zero it takes every rival for dead: the clock must not matter for safety.
            patience: fc.constantFrom(-1, 1000),
          }),
          { minLength: 1, maxLength: 6 },
        ),
        async (scheduler, attempts) => {
          const { attempt, archived } = anArchive();
          const wait = () => scheduler.schedule(Promise.resolve());
          const none: Fault = { at: Infinity, when: 'before', deadly: false };
          const running = attempts.map(async ({ eventIds, fault, patience }) => {
            const step = failingAt(fault ?? none, wait);
            const outcomes = await attempt(eventIds, step, patience).catch((error: unknown) => {
              if (!(error instanceof Crash)) throw error;
            });
            for (const [eventId, outcome] of outcomes ?? []) {
              // What is not busy leaves the queue, so it must be in the archive by now.
              if (outcome !== 'busy') expect(archived()).toContain(eventId);
            }
          });
          await scheduler.waitIdle();
          await Promise.all(running);

          const eventIds = [...new Set(attempts.flatMap((a) => a.eventIds))].sort();
          const last = await attempt(eventIds, withoutTrouble, -1);
          expect([...last.values()]).not.toContain('busy');
          expect(archived()).toEqual(eventIds);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
