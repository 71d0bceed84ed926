import type { OrderPlacedEnvelope } from '@acado/events';

/** The events of one object. */
export type Part = { folder: string; events: OrderPlacedEnvelope[] };

/** Bounds the memory that one object takes while it is made. */
const maxPayloadBytes = 16 * 1024 * 1024;

/** What an event brings in beyond its message; a batch of messages is 6 MB at most. */
const payloadBytes = ({ detail }: OrderPlacedEnvelope): number =>
  'dataRef' in detail ? detail.dataRef.bytes : 0;

const byEventId = (a: OrderPlacedEnvelope, b: OrderPlacedEnvelope): number =>
  a.detail.metadata.eventId < b.detail.metadata.eventId ? -1 : 1;

/**
 * Splits a batch into objects: one per day on which its events happened, more when payloads are
 * large. The same events are always split alike.
 *
 * @param events at most one per event id
 * @param limit bytes of payload per object; a larger one gets an object of its own
 */
export const parts = (events: readonly OrderPlacedEnvelope[], limit = maxPayloadBytes): Part[] => {
  const days = Map.groupBy(events.toSorted(byEventId), ({ detail }) =>
    detail.metadata.occurredAt.slice(0, 'yyyy-mm-dd'.length),
  );
  return [...days].flatMap(([date, ofDay]) => {
    const folder = `archive/type=OrderPlaced/date=${date}`;
    let part: Part = { folder, events: [] };
    let bytes = 0;
    const split = [part];
    for (const event of ofDay) {
      bytes += payloadBytes(event);
      if (bytes > limit && part.events.length > 0) {
        part = { folder, events: [] };
        bytes = payloadBytes(event);
        split.push(part);
      }
      part.events.push(event);
    }
    return split;
  });
};
