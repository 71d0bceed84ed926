import { summarise, validate } from '@acado/powertools/validate';
import * as z from 'zod/mini';
import { eventBridgeEnvelopeSchema } from './event-bridge-envelope.ts';
import { ORDER_LIMITS } from './order.ts';
import { ORDER_PLACED, orderPlacedSchema } from './order-placed.ts';
import { ORDERS_PLACED } from './orders-placed.ts';

const oneSchema = z.extend(eventBridgeEnvelopeSchema(orderPlacedSchema), {
  'detail-type': z.literal(ORDER_PLACED),
});

/** Its orders are judged one by one, so that a wrong one does not hold up the others. */
const severalSchema = z.extend(
  eventBridgeEnvelopeSchema(
    z.strictObject({
      orders: z
        .array(z.unknown())
        .check(z.minLength(1), z.maxLength(ORDER_LIMITS.ordersPerRequest)),
    }),
  ),
  { 'detail-type': z.literal(ORDERS_PLACED) },
);

/**
 * The body of a message that a rule puts on a consumer's queue: an `OrderPlaced`, or several in an `OrdersPlaced`.
 *
 * @example
 * createSqsHandler({ message: orderMessageSchema, correlationId: correlationIdOf, … });
 */
export const orderMessageSchema = z.discriminatedUnion('detail-type', [oneSchema, severalSchema]);

/** A message that brings one order or several. */
export type OrderMessage = z.infer<typeof orderMessageSchema>;

/** The event of one order, in the envelope in which it came. */
export type OrderPlacedEnvelope = z.infer<typeof oneSchema>;

/** One of the orders of a message is not what the contract says. */
export class InvalidOrder extends Error {
  override readonly name = 'InvalidOrder';
  readonly code = 'INVALID_ORDER';
}

/** The event of one order of a message, or why there is none. */
export type BroughtEvent =
  { event: OrderPlacedEnvelope; error?: undefined } | { event?: undefined; error: InvalidOrder };

/**
 * The events of all orders that a message brings, each as if it had come alone. Those that travelled together share the
 * `id` of the event that brought them; `time` is when the order was placed, in whole seconds, as the bus has it.
 *
 * @example
 * for (const { event, error } of eventsIn(message)) …
 */
export function eventsIn(message: OrderMessage): BroughtEvent[] {
  if (message['detail-type'] === ORDER_PLACED) return [{ event: message }];
  const { detail, ...envelope } = message;
  return detail.orders.map((order, index) => {
    const { data, errors } = validate(orderPlacedSchema, order, 'order');
    if (errors) return { error: new InvalidOrder(`orders[${index}]: ${summarise(errors)}`) };
    const time = wholeSeconds(data.metadata.occurredAt);
    return { event: { ...envelope, 'detail-type': ORDER_PLACED, time, detail: data } };
  });
}

const wholeSeconds = (time: string): string =>
  `${new Date(time).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length)}Z`;

/**
 * The request that led to a message; of several orders only when it was one and the same.
 *
 * @example
 * createSqsHandler({ message: orderMessageSchema, correlationId: correlationIdOf, … });
 */
export function correlationIdOf(message: OrderMessage): string | undefined {
  const [first, ...others] = new Set(
    eventsIn(message).map(({ event }) => event?.detail.metadata.correlationId),
  );
  return others.length === 0 ? first : undefined;
}
