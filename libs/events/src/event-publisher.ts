import {
  PutEventsCommand,
  type PutEventsCommandOutput,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import {
  mapConcurrently,
  packBatches,
  type Refused,
  retryRemaining,
  type RetryPolicy,
  toError,
} from '@acado/powertools/batch';
import { entrySize } from './event-entry.ts';
import { ORDER_PLACED, type OrderPlaced, type OrderPlacedEvent } from './order-placed.ts';
import type { PayloadStore } from './payload-store.ts';
import { refusedEntries } from './refused-entries.ts';

/** Entries per `PutEvents` call. */
const MAX_ENTRIES = 10;

/** Bytes per `PutEvents` call: 1 MB, read the smaller of its two ways. */
const MAX_REQUEST_BYTES = 1_000_000;

/**
 * Largest entry that goes inline, in bytes. Carrying 192 KB, three billed chunks of 64 KB, through bus and queues costs
 * about what storing the payload and fetching it three times does; it also fits regions whose limit is still 256 KB.
 */
const INLINE_LIMIT_BYTES = 192 * 1024;

/** Calls to AWS in flight at a time. */
const CONCURRENCY = 5;

/** The part of an EventBridge client that the publisher needs. */
export interface EventBusClient {
  send(command: PutEventsCommand): Promise<PutEventsCommandOutput>;
}

/** What a publisher is made of. */
export interface EventPublisherOptions extends RetryPolicy {
  /** Give it `maxAttempts: 1`: the publisher retries by itself. */
  eventBridge: EventBusClient;
  /** Takes the payloads that are too large for an event. */
  payloads: Pick<PayloadStore, 'put'>;
  busName: string;
  /** `Source` of the entries, such as `acado.ingest-a`. */
  source: string;
  /** Largest entry that goes inline, in bytes. Default 196,608 (192 KB). */
  inlineLimitBytes?: number;
  /** Most bytes per call. Default 1,000,000. */
  maxRequestBytes?: number;
}

/** What became of one event. */
export interface PublishResult {
  eventId: string;
  /** Why it is not on the bus; absent when it is. */
  error?: Error;
}

/** Puts events on a bus. */
export interface EventPublisher {
  /** One result per event, in the order given. Never rejects: what failed carries its error. */
  publish(events: readonly OrderPlacedEvent[]): Promise<PublishResult[]>;
}

interface Pending {
  index: number;
  entry: PutEventsRequestEntry;
}

/**
 * Makes a publisher that batches (10 entries, 1 MB), sends large payloads through the payload store, and retries the
 * failed entries alone, with exponential backoff and full jitter.
 *
 * @example
 * const publisher = createEventPublisher({
 *   eventBridge: new EventBridgeClient({ maxAttempts: 1 }),
 *   payloads,
 *   busName: 'acado-ingest-a-dev-orders',
 *   source: 'acado.ingest-a',
 * });
 * const results = await publisher.publish([orderPlacedEvent(order, { correlationId, occurredAt: new Date() })]);
 */
export function createEventPublisher(options: EventPublisherOptions): EventPublisher {
  const { eventBridge, payloads, busName, source } = options;
  const { inlineLimitBytes = INLINE_LIMIT_BYTES, maxRequestBytes = MAX_REQUEST_BYTES } = options;

  const entryOf = ({ metadata, ...content }: OrderPlaced): PutEventsRequestEntry => ({
    EventBusName: busName,
    Source: source,
    DetailType: ORDER_PLACED,
    Time: new Date(metadata.occurredAt),
    Detail: JSON.stringify({ metadata, ...content }),
  });

  const prepare = async (event: OrderPlacedEvent): Promise<PutEventsRequestEntry> => {
    const entry = entryOf(event);
    if (entrySize(entry) <= inlineLimitBytes) return entry;
    const { metadata, data } = event;
    return entryOf({
      metadata,
      dataRef: await payloads.put(metadata.eventId, JSON.stringify(data)),
    });
  };

  const send = async (pending: Pending[]): Promise<Refused<Pending>[]> => {
    const output = await eventBridge.send(
      new PutEventsCommand({ Entries: pending.map(({ entry }) => entry) }),
    );
    return refusedEntries(pending, output);
  };

  return {
    async publish(events) {
      const results: PublishResult[] = events.map(({ metadata }) => ({
        eventId: metadata.eventId,
      }));
      const fail = (index: number, error: Error): void => {
        const result = results[index];
        if (result) result.error = error;
      };
      const prepared = await mapConcurrently(
        [...events.entries()],
        CONCURRENCY,
        async ([index, event]) => {
          try {
            return [{ index, entry: await prepare(event) }];
          } catch (thrown) {
            fail(index, toError(thrown));
            return [];
          }
        },
      );
      const batches = packBatches(prepared.flat(), {
        maxCount: MAX_ENTRIES,
        maxBytes: maxRequestBytes,
        sizeOf: ({ entry }) => entrySize(entry),
      });
      await mapConcurrently(batches, CONCURRENCY, async (batch) => {
        const lost = await retryRemaining(batch, send, options);
        lost.forEach(({ item, error }) => fail(item.index, error));
      });
      return results;
    },
  };
}
