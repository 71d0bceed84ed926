import { orderPlacedEvent } from '@acado/events';
import type { OrderTask } from './order-task.ts';

/**
 * The event of an order as the archive keeps it, one object for each. A pure function: an order that comes again is
 * the same object with the same content.
 */
export const archivedEvent = ({
  order,
  correlationId,
}: OrderTask): { key: string; json: string } => {
  const event = orderPlacedEvent(order, {
    correlationId,
    occurredAt: order.placedAt,
    producer: 'acado.baseline',
  });
  const day = event.metadata.occurredAt.slice(0, 10).replaceAll('-', '/');
  return { key: `archive/${day}/${event.metadata.eventId}.json`, json: JSON.stringify(event) };
};
