import { createDocumentClient } from '@acado/dynamodb';
import { createPayloadStore, createS3Client } from '@acado/events';
import { createSqsHandler } from '@acado/powertools';
import { createDynamoDbLedger } from '../../adapters/dynamodb-ledger.ts';
import { createS3ArchiveStore } from '../../adapters/s3-archive-store.ts';
import { readConfig } from '../../config.ts';
import { archiveEvents } from '../../domain/archive-events.ts';
import type { Archive } from '../../domain/archive-lines.ts';
import { messageSchema } from '../../domain/message.ts';

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
  message: messageSchema,
  correlationId: ({ detail }) => detail.metadata.correlationId,
  handle: async (messages, { archive, payloads }) => {
    const failures = await archiveEvents(
      archive,
      payloads,
      messages.map(({ value }) => value),
    );
    const failed = messages.flatMap(({ messageId, value }) => {
      const error = failures.get(value.detail.metadata.eventId);
      return error ? [{ messageId, error }] : [];
    });
    return { failed };
  },
});
