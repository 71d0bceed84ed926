import { type OrderPlaced } from './order-placed.ts';
import { type PlacedOrder, placedOrderSchema } from './order.ts';
import { type PayloadStore } from './payload-store.ts';

/**
 * The order of an event, wherever it is: inline or behind the pointer, validated either way.
 *
 * @throws {PayloadError} when the payload is not the one the pointer names; `ZodError` when it is no order.
 *
 * @example
 * const order = await resolveOrder(message.value.detail, payloads);
 */
export async function resolveOrder(
  detail: OrderPlaced,
  payloads: Pick<PayloadStore, 'get'>,
): Promise<PlacedOrder> {
  if ('data' in detail) return detail.data;
  const bytes = await payloads.get(detail.dataRef);
  return placedOrderSchema.parse(JSON.parse(Buffer.from(bytes).toString()));
}
