import { eventIdFor, orderPlacedSchema } from '@acado/events';
import { aPlacedOrder } from '@acado/events/testing';
import { archivedEvent } from './archived-event.ts';

const order = aPlacedOrder({ placedAt: '2026-03-09T23:59:59.5Z' });

describe('archivedEvent', () => {
  it('is an event of the contract, under its day and id', () => {
    const { key, json } = archivedEvent({ order, correlationId: 'a-request-id' });

    const event = orderPlacedSchema.parse(JSON.parse(json));
    expect(event).toMatchObject({ metadata: { correlationId: 'a-request-id' }, data: order });
    const eventId = eventIdFor('OrderPlaced.v1', order.orderId);
    expect(event.metadata.eventId).toBe(eventId);
    expect(key).toBe(`archive/2026/03/09/${eventId}.json`);
  });

  it('is the same for the same order', () => {
    const task = { order, correlationId: 'a-request-id' };

    expect(archivedEvent(task)).toEqual(archivedEvent(task));
  });
});
