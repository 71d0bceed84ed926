import type { PlacedOrder } from '@acado/events';
import { createHash } from 'node:crypto';

/** An order with the fingerprint that tells it from another one of the same id. */
export interface FingerprintedOrder {
  order: PlacedOrder;
  fingerprint: string;
}

/**
 * Equal for orders of equal content. The time does not count: it is filled in on arrival when the
 * client gives none, so an order that is posted again has another one and is still the same order.
 *
 * @example
 * fingerprintOf(order) === fingerprintOf({ ...order, placedAt: later }); // true
 */
export function fingerprintOf(order: PlacedOrder): string {
  // Parsing has put the fields in the schema's order, however they came.
  const content = { ...order, placedAt: undefined };
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
