import type { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { deliveryId } from './order-deliveries.ts';
import { eventsIn, orderMessageSchema } from './order-message.ts';
import { createOrderRetries, failedOrders } from './order-retries.ts';
import { anEventBridgeEvent, anOrderPlacedEvent, anOrdersPlacedEvent } from './testing/index.ts';

const events = ['1', '2', '3'].map((digit) =>
  anOrderPlacedEvent({ orderId: `01980000-0000-7000-8000-00000000000${digit}` }),
);
const wrong = { ...events[1]!, data: { currency: 7 } };
const error = new Error('no');
const alone = (messageId: string) => ({
  messageId,
  value: orderMessageSchema.parse(anEventBridgeEvent(events[0])),
});
const several = (messageId: string, orders: unknown[] = events) => ({
  messageId,
  value: orderMessageSchema.parse(anOrdersPlacedEvent(orders)),
});
const failing = (messageId: string, ...positions: number[]) =>
  positions.map((position) => ({ deliveryId: deliveryId(messageId, position), error }));

const aQueue = (refuses: (body: string) => boolean = () => false) => {
  const bodies: string[] = [];
  const send = async ({ input: { Entries = [] } }: SendMessageBatchCommand) => {
    const { taken = [], refused = [] } = Object.groupBy(Entries, ({ MessageBody = '' }) =>
      refuses(MessageBody) ? 'refused' : 'taken',
    );
    bodies.push(...taken.map(({ MessageBody = '' }) => MessageBody));
    return {
      Successful: taken.map(({ Id }) => ({ Id })),
      Failed: refused.map(({ Id }) => ({ Id, Code: 'Denied', SenderFault: true })),
    };
  };
  return { bodies, retries: createOrderRetries({ sqs: { send } as never, queueUrl: 'orders' }) };
};

describe('createOrderRetries', () => {
  it('does nothing when nothing failed', async () => {
    const { bodies, retries } = aQueue();
    expect(await retries.separate([alone('a'), several('b')], [])).toEqual([]);
    expect(bodies).toEqual([]);
  });

  it('sends an order that failed back alone, and lets its neighbours go', async () => {
    const { bodies, retries } = aQueue();
    const messages = [several('a'), several('b')];
    expect(await retries.separate(messages, failing('b', 0, 2))).toEqual([]);
    expect(bodies.map((body) => orderMessageSchema.parse(JSON.parse(body)))).toEqual([
      several('b', [events[0]]).value,
      several('b', [events[2]]).value,
    ]);
  });

  it('sends back what is wrong as it came', async () => {
    const { bodies, retries } = aQueue();
    const message = several('a', [events[0], wrong]);
    expect(await retries.separate([message], failing('a', 1))).toEqual([]);
    const [again] = bodies.map((body) => eventsIn(orderMessageSchema.parse(JSON.parse(body))));
    expect(again?.map(({ error }) => error?.message)).toEqual([
      eventsIn(message.value)[1]?.error?.message.replace('[1]', '[0]'),
    ]);
  });

  it('lets a message come again whose only order failed, or all of whose orders did', async () => {
    const { bodies, retries } = aQueue();
    const messages = [alone('a'), several('b', [wrong]), several('c')];
    const failures = [...failing('a', 0), ...failing('b', 0), ...failing('c', 0, 1, 2)];
    expect(await retries.separate(messages, failures)).toEqual(
      ['a', 'b', 'c'].map((messageId) => ({ messageId, error })),
    );
    expect(bodies).toEqual([]);
  });

  it('lets a message come again of which more failed than poison explains', async () => {
    const { bodies, retries } = aQueue();
    const many = several('a', Array(12).fill(events[0]));
    const ten = failing('a', 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    expect(await retries.separate([many], [...ten, ...failing('a', 10)])).toHaveLength(1);
    expect(bodies).toEqual([]);
    expect(await retries.separate([many], ten)).toEqual([]);
    expect(bodies).toHaveLength(10);
  });

  it('lets a message come again that the queue does not take apart, and says why', async () => {
    const { retries } = aQueue((body) => body.includes(events[2]!.metadata.eventId));
    const failures = [...failing('a', 0, 2), ...failing('b', 1)];
    const failed = await retries.separate([several('a'), several('b')], failures);
    expect(failed).toMatchObject([
      { messageId: 'a', error: { message: expect.stringContaining('Denied'), cause: error } },
    ]);
  });

  it('does not let an order pass that it does not know', async () => {
    const { retries } = aQueue();
    await expect(retries.separate([alone('a')], failing('b', 0))).rejects.toThrow('0/b');
  });
});

describe('failedOrders', () => {
  it('is nothing when nothing failed', () => {
    expect(failedOrders([])).toBeUndefined();
  });

  it('names some of those that could be read', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ orderId: `order-${index}` }));
    expect(failedOrders([{}, ...many])).toEqual(many.slice(0, 20).map(({ orderId }) => orderId));
  });
});
