import type { OrderPlaced } from '@acado/events';
import { anOrderPlacedEvent } from '@acado/events/testing';
import { publishOrders } from './publish-orders.ts';

const anEvent = (customerId: string) => anOrderPlacedEvent({ customerId });
const aMessage = (messageId: string, ...customers: string[]) => ({
  messageId,
  value: { orders: customers.map(anEvent) },
});

/** A bus that refuses the events of some customers. */
const aBus = (...refused: string[]) => {
  const calls: OrderPlaced[][] = [];
  const publish = async (events: readonly OrderPlaced[]) => {
    calls.push([...events]);
    return events.map((event) => {
      const customer = 'data' in event ? event.data.customerId : '';
      const { eventId } = event.metadata;
      return refused.includes(customer) ? { eventId, error: new Error(customer) } : { eventId };
    });
  };
  return { calls, publish };
};

describe('publishOrders', () => {
  it('hands the orders of all messages over together', async () => {
    const bus = aBus();
    expect(await publishOrders(bus, [aMessage('1', 'a', 'b'), aMessage('2', 'c')])).toEqual([]);
    expect(bus.calls).toEqual([['a', 'b', 'c'].map(anEvent)]);
  });

  it('names each message once of which an order was refused', async () => {
    const messages = [aMessage('1', 'a', 'b'), aMessage('2', 'c'), aMessage('3', 'd', 'e')];
    const failed = await publishOrders(aBus('b', 'd', 'e'), messages);
    expect(failed.map(({ messageId, error }) => [messageId, error.message])).toEqual([
      ['1', 'b'],
      ['3', 'd'],
    ]);
  });
});
