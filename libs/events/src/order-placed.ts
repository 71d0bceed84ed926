import * as z from 'zod/mini';
import { eventIdFor } from './ids.ts';
import { type PlacedOrder, placedOrderSchema } from './order.ts';
import { payloadRefSchema } from './payload-store.ts';

/** `Source` of the events of the service that accepts orders. */
export const ORDER_SOURCE = 'acado.ingest-a';

/** `DetailType` of the event. */
export const ORDER_PLACED = 'OrderPlaced';

const metadataSchema = z.strictObject({
  /** The same for the same order, so that a repeated event is recognised. */
  eventId: z.uuid(),
  version: z.literal(1),
  occurredAt: z.iso.datetime(),
  /** Id of the request that led to the event. */
  correlationId: z.string().check(z.minLength(1), z.maxLength(256)),
  producer: z.string().check(z.minLength(1), z.maxLength(256)),
});

const inlineSchema = z.strictObject({ metadata: metadataSchema, data: placedOrderSchema });
const referenceSchema = z.strictObject({ metadata: metadataSchema, dataRef: payloadRefSchema });

/**
 * The `detail` of an `OrderPlaced` event, version 1: where it comes from, and the order itself or, when that is too
 * large for an event, the pointer to it. Strict like the order.
 *
 * @example
 * const message = eventBridgeEnvelopeSchema(orderPlacedSchema); // schema of a queue's message bodies
 */
export const orderPlacedSchema = z.union([inlineSchema, referenceSchema]);

/** Who said what, when and why. */
export type EventMetadata = z.infer<typeof metadataSchema>;

/** An `OrderPlaced` as consumers receive it. */
export type OrderPlaced = z.infer<typeof orderPlacedSchema>;

/** An `OrderPlaced` as the producer builds it, with the order inside. */
export type OrderPlacedEvent = z.infer<typeof inlineSchema>;

/** What only the producer knows of an event. */
export interface Provenance {
  /** Id of the request that led to the event. */
  correlationId: string;
  occurredAt: Date | string;
  /** Default {@link ORDER_SOURCE}. */
  producer?: string;
}

/**
 * Tells that an order was placed.
 *
 * @example
 * orderPlacedEvent(order, { correlationId: requestId, occurredAt: new Date() });
 */
export function orderPlacedEvent(order: PlacedOrder, provenance: Provenance): OrderPlacedEvent {
  const { correlationId, occurredAt, producer = ORDER_SOURCE } = provenance;
  return {
    metadata: {
      eventId: eventIdFor(`${ORDER_PLACED}.v1`, order.orderId),
      version: 1,
      occurredAt: new Date(occurredAt).toISOString(),
      correlationId,
      producer,
    },
    data: order,
  };
}
