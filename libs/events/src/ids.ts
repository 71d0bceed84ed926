import { v5, v7 } from 'uuid';

/** Root of every name-based id here; never changes, or known orders would get new ids. */
const NAMESPACE = '6f2d1c1e-5f0b-4b8e-9a53-3d0e6c7a41f5';

/** What an order's id can be taken from. */
export interface OrderIdSource {
  /** The id the client chose. */
  orderId?: string | undefined;
  /** Keeps equal idempotency keys of different customers apart. */
  customerId: string;
}

/** How the request identifies itself. */
export interface OrderIdContext {
  /** The `Idempotency-Key` header. */
  idempotencyKey?: string | undefined;
  /** Position of the order in an array; absent for a single order. */
  index?: number | undefined;
}

/**
 * The id of an order: the client's own; else derived from customer and idempotency key, so that the same request
 * sent again names the same order; else a new one that sorts by time (UUIDv7).
 *
 * @example
 * orderIdFrom({ customerId: 'c-1' }, { idempotencyKey: 'cart-7' }); // the same UUID each time
 */
export function orderIdFrom(order: OrderIdSource, context: OrderIdContext = {}): string {
  const { idempotencyKey, index } = context;
  if (order.orderId !== undefined) return order.orderId;
  if (!idempotencyKey) return v7();
  return v5(`order/${order.customerId}/${index ?? ''}/${idempotencyKey}`, NAMESPACE);
}

/**
 * The id of the event that tells of an order: the same order always has the same event.
 *
 * @example
 * eventIdFor('OrderPlaced.v1', orderId);
 */
export const eventIdFor = (eventType: string, subjectId: string): string =>
  v5(`${eventType}/${subjectId}`, NAMESPACE);
