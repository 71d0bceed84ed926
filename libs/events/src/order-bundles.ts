import { packBatches } from '@acado/powertools/batch';
import { ORDER_LIMITS } from './order.ts';
import type { OrderPlaced } from './order-placed.ts';

/**
 * Most bytes of a bundle. EventBridge and SQS bill each started 64 KB, and on a queue the event wears the bus's
 * envelope of some 300 bytes.
 */
const MAX_BUNDLE_BYTES = 63 * 1024;

const WRAPPING_BYTES = '{"orders":[]}'.length;

/** An event with its JSON, so that it is written once however often it is measured. */
export interface BundleItem {
  event: OrderPlaced;
  json: string;
}

/**
 * An event, ready to be bundled.
 *
 * @example
 * bundleOrders(events.map(bundleItem));
 */
export const bundleItem = (event: OrderPlaced): BundleItem => ({
  event,
  json: JSON.stringify(event),
});

/**
 * Puts events together that travel as one, keeping their order: as many as one billed chunk of 64 KB carries, and never
 * more than 100. One that is larger travels alone, and so does one whose order lies behind a pointer: if it cannot be
 * fetched, nobody else has to come again with it.
 *
 * @example
 * bundleOrders(events.map(bundleItem)).map(bundleDetail);
 */
export function bundleOrders<Item extends BundleItem>(items: readonly Item[]): Item[][] {
  const { alone = [], together = [] } = Object.groupBy(items, ({ event }) =>
    'dataRef' in event ? 'alone' : 'together',
  );
  const bundles = packBatches(together, {
    maxCount: ORDER_LIMITS.ordersPerRequest,
    maxBytes: MAX_BUNDLE_BYTES - WRAPPING_BYTES,
    sizeOf: ({ json }) => Buffer.byteLength(json) + ','.length,
  });
  return [...bundles, ...alone.map((item) => [item])];
}

/**
 * A bundle as the JSON of an `OrdersPlaced` detail.
 *
 * @example
 * bundleDetail([bundleItem(event)]); // '{"orders":[{"metadata":…,"data":…}]}'
 */
export const bundleDetail = (bundle: readonly BundleItem[]): string =>
  `{"orders":[${bundle.map(({ json }) => json).join(',')}]}`;
