import type { PlacedOrder } from '@acado/events';
import type { Placement } from '@acado/orders/request';
import type { NextStep } from './order-task.ts';

export type Placing = {
  storeOrder: NextStep;
  /** Milliseconds. */
  now: () => number;
  /** How long after the first order another one may be begun. */
  placingMs: number;
};

/**
 * Has orders stored, each only when the one before it is. An order that fails does not hold up the others; one that
 * there is no time left for is not begun.
 *
 * @returns one placement per order, in the same order
 */
export const placeOrders = async (
  { storeOrder, now, placingMs }: Placing,
  orders: readonly PlacedOrder[],
  correlationId: string,
): Promise<Placement[]> => {
  const deadline = now() + placingMs;
  const placements: Placement[] = [];
  for (const order of orders) {
    const { orderId } = order;
    try {
      if (now() > deadline) throw new Error(`No time was left after ${placements.length} orders`);
      await storeOrder({ order, correlationId });
      placements.push({ orderId });
    } catch (error) {
      placements.push({
        orderId,
        error: error instanceof Error ? error : new Error(String(error)),
      });
    }
  }
  return placements;
};
