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
} from '@acado/powertools/batch';
import { entrySize } from './event-entry.ts';
import { bundleDetail, bundleItem, type BundleItem, bundleOrders } from './order-bundles.ts';
import { ORDER_PLACED, type OrderPlaced } from './order-placed.ts';
import { ORDERS_PLACED } from './orders-placed.ts';
import { refusedEntries } from './refused-entries.ts';

/** Entries per `PutEvents` call. */
const MAX_ENTRIES = 10;

/** Bytes per `PutEvents` call: 1 MB, read the smaller of its two ways. */
const MAX_REQUEST_BYTES = 1_000_000;

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
  busName: string;
  /** `Source` of the entries, such as `acado.ingest-a`. */
  source: string;
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
  publish(events: readonly OrderPlaced[]): Promise<PublishResult[]>;
}

interface Numbered extends BundleItem {
  index: number;
}

interface Pending {
  bundle: Numbered[];
  entry: PutEventsRequestEntry;
}

/**
 * Makes a publisher that bundles orders into `OrdersPlaced` events of one billed chunk (64 KB), sends a single one as
 * `OrderPlaced`, batches the calls (10 entries, 1 MB), and retries the refused entries alone, with exponential backoff
 * and full jitter.
 *
 * @example
 * const publisher = createEventPublisher({
 *   eventBridge: new EventBridgeClient({ maxAttempts: 1 }),
 *   busName: 'acado-ingest-a-dev-orders',
 *   source: 'acado.ingest-a',
 * });
 * const results = await publisher.publish(events);
 */
export function createEventPublisher(options: EventPublisherOptions): EventPublisher {
  const { eventBridge, busName, source, maxRequestBytes = MAX_REQUEST_BYTES } = options;

  const entryOf = (bundle: Numbered[]): PutEventsRequestEntry => {
    const common = { EventBusName: busName, Source: source };
    const [first, ...others] = bundle;
    if (!first || others.length > 0) {
      return { ...common, DetailType: ORDERS_PLACED, Detail: bundleDetail(bundle) };
    }
    const { event, json } = first;
    const Time = new Date(event.metadata.occurredAt);
    return { ...common, DetailType: ORDER_PLACED, Time, Detail: json };
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
      const items = events.map((event, index) => ({ ...bundleItem(event), index }));
      const pending = bundleOrders(items).map((bundle) => ({ bundle, entry: entryOf(bundle) }));
      const batches = packBatches(pending, {
        maxCount: MAX_ENTRIES,
        maxBytes: maxRequestBytes,
        sizeOf: ({ entry }) => entrySize(entry),
      });
      await mapConcurrently(batches, CONCURRENCY, async (batch) => {
        const lost = await retryRemaining(batch, send, options);
        for (const { item, error } of lost) {
          for (const { index } of item.bundle) Object.assign(results[index] ?? {}, { error });
        }
      });
      return results;
    },
  };
}
