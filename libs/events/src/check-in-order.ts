import type { OrderPlaced, OrderPlacedEvent } from './order-placed.ts';
import type { PayloadStore } from './payload-store.ts';

/**
 * Largest event that carries its order, in bytes. Each 64 KB that it is longer cost 4.20 USD per million on the way to
 * three consumers, storing the order and fetching it three times 6.20: two chunks go inline, a third does not.
 */
const INLINE_LIMIT_BYTES = 128 * 1024 - 1024;

/**
 * The event as it travels: with its order inside or, when that is too large, with the order in the payload store and a
 * pointer to it. {@link resolveOrder} is the way back.
 *
 * @param inlineLimitBytes Default 130,048: two billed chunks of 64 KB, less the bus's envelope.
 * @throws what the payload store throws
 *
 * @example
 * const detail = await checkInOrder(orderPlacedEvent(order, provenance), payloads);
 */
export async function checkInOrder(
  event: OrderPlacedEvent,
  payloads: Pick<PayloadStore, 'put'>,
  inlineLimitBytes = INLINE_LIMIT_BYTES,
): Promise<OrderPlaced> {
  if (Buffer.byteLength(JSON.stringify(event)) <= inlineLimitBytes) return event;
  const { metadata, data } = event;
  return { metadata, dataRef: await payloads.put(metadata.eventId, JSON.stringify(data)) };
}
