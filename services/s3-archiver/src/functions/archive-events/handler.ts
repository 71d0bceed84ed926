import { createDocumentClient } from '@acado/dynamodb';
import {
  correlationIdOf,
  createOrderRetries,
  createPayloadStore,
  createQueueClient,
  createS3Client,
  deliveryId,
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
  return {
    archive,
    payloads: createPayloadStore({ s3, bucket: config.payloadsBucket }),
    retries: createOrderRetries({ sqs: createQueueClient(), queueUrl: config.queueUrl }),
  };
};

export const handler = createSqsHandler({
  services,
  message: orderMessageSchema,
  correlationId: correlationIdOf,
  handle: async (messages, { archive, payloads, retries }) => {
    const deliveries = messages.flatMap(({ messageId, value }) =>
      eventsIn(value).map((brought, position) => ({
        ...brought,
        deliveryId: deliveryId(messageId, position),
      })),
    );
    countRecords(deliveries.length);
    const events = deliveries.flatMap(({ event }) => event ?? []);
    const failures = await archiveEvents(archive, payloads, events);
    const failed = deliveries.flatMap(({ deliveryId, event, error: invalid }) => {
      const error = event ? failures.get(event.detail.metadata.eventId) : invalid;
      return error ? [{ deliveryId, error }] : [];
    });
    return { failed: await retries.separate(messages, failed) };
  },
});
