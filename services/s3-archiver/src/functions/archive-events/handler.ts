import { createDocumentClient } from '@acado/dynamodb';
import {
  correlationIdOf,
  createPayloadStore,
  createS3Client,
  eventsIn,
  orderMessageSchema,
} from '@acado/events';
import { countRecords, createSqsHandler } from '@acado/powertools';
import { createDynamoDbLedger } from '../../adapters/dynamodb-ledger.ts';
import { createS3ArchiveStore } from '../../adapters/s3-archive-store.ts';
import { readConfig } from '../../config.ts';
import { archiveEvents } from '../../domain/archive-events.ts';
import type { Archive } from '../../domain/archive-lines.ts';

const services = () => {
  const config = readConfig();
  const s3 = createS3Client();
  const archive: Archive = {
    ledger: createDynamoDbLedger(createDocumentClient(), {
      tableName: config.ledgerTable,
      days: config.ledgerDays,
    }),
    store: createS3ArchiveStore(s3, config.archiveBucket),
    now: Date.now,
    attemptTimeout: config.attemptTimeout,
  };
  return { archive, payloads: createPayloadStore({ s3, bucket: config.payloadsBucket }) };
};

export const handler = createSqsHandler({
  services,
  message: orderMessageSchema,
  correlationId: correlationIdOf,
  handle: async (messages, { archive, payloads }) => {
    const brought = messages.map(({ messageId, value }) => ({ messageId, found: eventsIn(value) }));
    const events = brought.flatMap(({ found }) => found.flatMap(({ event }) => event ?? []));
    countRecords(events.length);
    const failures = await archiveEvents(archive, payloads, events);
    // A message comes again when one of its events must; the others will be known by then.
    const failed = brought.flatMap(({ messageId, found }) => {
      const [error] = found.flatMap(
        ({ event, error }) => error ?? failures.get(event.detail.metadata.eventId) ?? [],
      );
      return error ? [{ messageId, error }] : [];
    });
    return { failed };
  },
});
