import type { OrderPlaced } from './order-placed.ts';
import { summarise, validate } from '@acado/powertools/validate';
import { type PlacedOrder, placedOrderSchema } from './order.ts';
import { PayloadError, type PayloadStore } from './payload-store.ts';

/**
 * The order of an event, wherever it is: inline or behind the pointer, validated either way.
 *
 * @throws {PayloadError} when the payload is not the one the pointer names, or is no order.
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
  const { data, errors } = validate(placedOrderSchema, parseJson(bytes), 'order');
  if (errors) throw new PayloadError(`${detail.dataRef.key} is no order: ${summarise(errors)}`);
  return data;
}

/** What is no JSON is no order either. */
const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
};
