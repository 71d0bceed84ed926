import { anEventBridgeEvent, anOrderPlacedEvent } from '@acado/events/testing';
import fc from 'fast-check';
import type { OrderPlacedEnvelope } from '@acado/events';
import { parts } from './parts.ts';

const anEvent = (eventId: string, occurredAt = '2026-01-31T23:59:59.999Z', bytes = 0) => {
  const { metadata, data } = anOrderPlacedEvent();
  const dataRef = { bucket: 'payloads', key: eventId, bytes, sha256: 'a'.repeat(64) };
  return anEventBridgeEvent({
    metadata: { ...metadata, eventId, occurredAt },
    ...(bytes > 0 ? { dataRef } : { data }),
  });
};
const idsOf = (events: OrderPlacedEnvelope[]) =>
  events.map(({ detail }) => detail.metadata.eventId);

describe('parts', () => {
  it('makes one part per day of the events, in UTC', () => {
    const events = [anEvent('b'), anEvent('c', '2026-02-01T00:00:00.000Z'), anEvent('a')];
    expect(parts(events).map((part) => [part.folder, idsOf(part.events)])).toEqual([
      ['archive/type=OrderPlaced/date=2026-01-31', ['a', 'b']],
      ['archive/type=OrderPlaced/date=2026-02-01', ['c']],
    ]);
  });

  it('splits a day whose payloads together are larger than the limit', () => {
    const events = [6, 5, 0, 1, 20, 3].map((bytes, i) => anEvent(`e${i}`, undefined, bytes));
    expect(parts(events, 10).map((part) => idsOf(part.events))).toEqual([
      ['e0'],
      ['e1', 'e2', 'e3'],
      ['e4'],
      ['e5'],
    ]);
  });

  it('leaves no part empty before one that is too large by itself', () => {
    const split = parts([anEvent('e0', undefined, 20), anEvent('e1')], 10);
    expect(split.map((part) => idsOf(part.events))).toEqual([['e0'], ['e1']]);
  });

  it('splits nothing into nothing', () => {
    expect(parts([])).toEqual([]);
  });

  it('keeps every event, in parts within the limit, whatever the order they came in', () => {
    const events = fc.uniqueArray(
      fc.record({ id: fc.uuid(), day: fc.integer({ min: 10, max: 12 }), bytes: fc.nat(8) }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(events, (specs) => {
        const batch = specs.map(({ id, day, bytes }) =>
          anEvent(id, `2026-01-${day}T12:00:00Z`, bytes),
        );
        const split = parts(batch, 10);
        expect(split.flatMap((part) => idsOf(part.events)).sort()).toEqual(idsOf(batch).sort());
        expect(split).toEqual(parts(batch.toReversed(), 10));
        for (const { events: inPart } of split) {
          const bytes = inPart.map(({ detail }) =>
            'dataRef' in detail ? detail.dataRef.bytes : 0,
          );
          expect(bytes.reduce((a, b) => a + b)).toBeLessThanOrEqual(10);
        }
      }),
    );
  });
});
