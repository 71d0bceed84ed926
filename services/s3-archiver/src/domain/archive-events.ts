import type { OrderPlacedEnvelope, PayloadStore } from '@acado/events';
import { type ArchiveLine, archiveLine } from './archive-line.ts';
import { type Archive, archiveLines } from './archive-lines.ts';
import { type Part, parts } from './parts.ts';

/** Why an event is not in the archive yet. */
export class NotArchived extends Error {
  override readonly name = 'NotArchived';
}

/**
 * Archives events, each exactly once. Events that come more than once share their fate.
 *
 * @returns by event id, why an event has to come again
 */
export const archiveEvents = async (
  archive: Archive,
  payloads: Pick<PayloadStore, 'get'>,
  events: readonly OrderPlacedEnvelope[],
): Promise<Map<string, Error>> => {
  const distinct = new Map<string, OrderPlacedEnvelope>();
  for (const event of events) {
    const { eventId } = event.detail.metadata;
    if (!distinct.has(eventId)) distinct.set(eventId, event);
  }
  const failures = new Map<string, Error>();
  const latestStart = archive.now() + archive.attemptTimeout / 2;
  // One after the other: the memory of one object at a time.
  for (const part of parts([...distinct.values()])) {
    if (archive.now() <= latestStart) await archivePart(archive, payloads, part, failures);
    else putOff(part, failures);
  }
  return failures;
};

const archivePart = async (
  archive: Archive,
  payloads: Pick<PayloadStore, 'get'>,
  { folder, events }: Part,
  failures: Map<string, Error>,
): Promise<void> => {
  // Before the first claim: an event whose order cannot be read must not hold a place in the object.
  const lines: ArchiveLine[] = [];
  const reading = await Promise.allSettled(events.map((event) => archiveLine(event, payloads)));
  for (const [index, read] of reading.entries()) {
    const { eventId } = events[index]!.detail.metadata;
    if (read.status === 'fulfilled') lines.push(read.value);
    else failures.set(eventId, notArchived('The order cannot be read', read.reason));
  }
  try {
    const outcomes = await archiveLines(archive, folder, lines);
    for (const [eventId, outcome] of outcomes) {
      if (outcome !== 'busy') continue;
      failures.set(eventId, notArchived('Another attempt has not ended'));
    }
  } catch (cause) {
    for (const { eventId } of lines) {
      failures.set(eventId, notArchived('The attempt broke off', cause));
    }
  }
};

/** Large orders can be more than one attempt gets done; what it has not begun leaves no trace. */
const putOff = ({ events }: Part, failures: Map<string, Error>): void => {
  for (const { detail } of events) {
    failures.set(detail.metadata.eventId, notArchived('No time was left'));
  }
};

const notArchived = (message: string, cause?: unknown): NotArchived =>
  new NotArchived(message, { cause });
