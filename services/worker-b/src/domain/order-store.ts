import type { FingerprintedOrder, StoredOrder } from '@acado/orders/row';

/** Where orders are kept. The first order of an id stays. */
export interface OrderStore {
  /** Fingerprints of those of the given orders that are kept, by order id. */
  fingerprints(orderIds: string[]): Promise<Map<string, string>>;
  /** Keeps orders and returns those that could not be kept. */
  save(orders: FingerprintedOrder[]): Promise<{ orderId: string; error: Error }[]>;
  find(orderId: string): Promise<StoredOrder | undefined>;
}
