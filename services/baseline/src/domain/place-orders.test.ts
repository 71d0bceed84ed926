import { aPlacedOrder } from '@acado/events/testing';
import { randomUUID } from 'node:crypto';
import type { OrderTask } from './order-task.ts';
import { placeOrders } from './place-orders.ts';

const threeOrders = () => Array.from({ length: 3 }, () => aPlacedOrder({ orderId: randomUUID() }));
const whenever = { now: () => 0, placingMs: 1 };

describe('placeOrders', () => {
  it('begins an order when the one before it is stored', async () => {
    const orders = threeOrders();
    const events: string[] = [];
    const storeOrder = async ({ order }: OrderTask) => {
      events.push(`begin ${order.orderId}`);
      await Promise.resolve();
      events.push(`end ${order.orderId}`);
    };

    const placements = await placeOrders({ ...whenever, storeOrder }, orders, 'a-request-id');

    expect(placements).toEqual(orders.map(({ orderId }) => ({ orderId })));
    expect(events).toEqual(orders.flatMap(({ orderId }) => [`begin ${orderId}`, `end ${orderId}`]));
  });

  it('goes on after an order that fails', async () => {
    const orders = threeOrders();
    const storeOrder = async ({ order }: OrderTask) => {
      if (order === orders[1]) throw new Error('ThrottlingException');
    };

    const placements = await placeOrders({ ...whenever, storeOrder }, orders, 'a-request-id');

    expect(placements.map(({ error }) => error?.message)).toEqual([
      undefined,
      'ThrottlingException',
      undefined,
    ]);
  });

  it('gives back what it has no time for', async () => {
    let time = 0;
    const stored: string[] = [];
    const storeOrder = async ({ order }: OrderTask) => {
      stored.push(order.orderId);
      time += 600;
    };
    const orders = threeOrders();

    const placements = await placeOrders(
      { storeOrder, now: () => time, placingMs: 1000 },
      orders,
      'a-request-id',
    );

    expect(stored).toEqual(orders.slice(0, 2).map(({ orderId }) => orderId));
    expect(placements[2]!.error?.message).toBe('No time was left after 2 orders');
  });
});
