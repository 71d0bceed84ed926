import { eventIdFor, type OrderPlaced } from '@acado/events';
import { anEventBridgeEvent, anOrderPlacedEvent } from '@acado/events/testing';
import { randomUUID } from 'node:crypto';
import { inMemoryArchive, withoutTrouble } from '../testing/in-memory-archive.ts';
import { archiveEvents, NotArchived } from './archive-events.ts';

const anEvent = () => anOrderPlacedEvent({ orderId: randomUUID() });
const idOf = ({ metadata }: OrderPlaced) => metadata.eventId;

const setUp = () => {
  const memory = inMemoryArchive();
  const payloads = { get: () => Promise.reject(new Error('gone')) };
  const ports = { ...memory.seenBy(withoutTrouble), now: () => 0, attemptTimeout: 1000 };
  const archive = (events: OrderPlaced[], changed: Partial<typeof ports> = {}) =>
    archiveEvents({ ...ports, ...changed }, payloads, events.map(anEventBridgeEvent));
  return { ...memory, ports, archive };
};

describe('archiveEvents', () => {
  it('archives an event that comes twice in a batch once', async () => {
    const { archive, archived } = setUp();
    const [a, b] = [anEvent(), anEvent()];
    expect(await archive([a, b, a])).toEqual(new Map());
    expect(archived()).toEqual([idOf(a), idOf(b)].sort());
  });

  it('leaves an event out whose order cannot be read, and archives its neighbours', async () => {
    const { archive, archived, claims } = setUp();
    const event = anEvent();
    const { metadata } = anEvent();
    const dataRef = { bucket: 'payloads', key: 'k', bytes: 10, sha256: 'a'.repeat(64) };
    const failures = await archive([event, { metadata, dataRef }]);
    expect([...failures.keys()]).toEqual([metadata.eventId]);
    expect(failures.get(metadata.eventId)).toMatchObject({ cause: new Error('gone') });
    expect(archived()).toEqual([idOf(event)]);
    expect(claims.has(metadata.eventId)).toBe(false);
  });

  it('hands back an event that another attempt may still archive', async () => {
    const { archive, claims } = setUp();
    const event = anEvent();
    claims.set(idOf(event), { name: 'an-unfinished-object', claimedAt: 0 });
    const failures = await archive([event]);
    expect(failures.get(idOf(event))).toBeInstanceOf(NotArchived);
  });

  it('hands back one day when it cannot be written, and archives the others', async () => {
    const { archive, archived, ports } = setUp();
    const orderId = randomUUID();
    const broken = anOrderPlacedEvent({ orderId, placedAt: '2026-01-01T00:00:00Z' });
    const fine = anOrderPlacedEvent({ orderId: randomUUID(), placedAt: '2026-01-02T00:00:00Z' });
    const store: typeof ports.store = {
      ...ports.store,
      create: async (name, lines) => {
        if (name.includes('2026-01-01')) throw new Error('SlowDown');
        return ports.store.create(name, lines);
      },
    };
    const failures = await archive([broken, fine], { store });
    expect([...failures.keys()]).toEqual([eventIdFor('OrderPlaced.v1', orderId)]);
    expect(archived()).toEqual([idOf(fine)]);
  });

  it('begins no further object in the second half of its time', async () => {
    const { archive, archived } = setUp();
    const days = ['2026-01-01', '2026-01-02', '2026-01-03'];
    const events = days.map((day) =>
      anOrderPlacedEvent({ orderId: randomUUID(), placedAt: `${day}T00:00:00Z` }),
    );
    let time = 0;
    const failures = await archive(events, { now: () => (time += 100), attemptTimeout: 800 });
    expect(archived()).toHaveLength(2);
    expect([...archived(), ...failures.keys()].sort()).toEqual(events.map(idOf).sort());
  });
});
