import { orderDeliveries } from './order-deliveries.ts';
import { orderMessageSchema } from './order-message.ts';
import { anEventBridgeEvent, anOrderPlacedEvent, anOrdersPlacedEvent } from './testing/index.ts';

const nothing = { get: () => Promise.reject(new Error('no such payload')) };
const event = anOrderPlacedEvent();

describe('orderDeliveries', () => {
  it('names message and place of an order', async () => {
    const messages = [anEventBridgeEvent(event), anOrdersPlacedEvent([event, event])].map(
      (body, index) => ({ messageId: `m-${index}`, value: orderMessageSchema.parse(body) }),
    );
    const deliveries = orderDeliveries(messages, nothing);
    expect(deliveries.map(({ deliveryId }) => deliveryId)).toEqual(['0/m-0', '0/m-1', '1/m-1']);
    for (const { readOrder } of deliveries) expect(await readOrder()).toEqual(event.data);
  });

  it('fails to read a wrong order, and that one alone', async () => {
    const value = orderMessageSchema.parse(anOrdersPlacedEvent([{ metadata: 1 }, event]));
    const [wrong, right] = orderDeliveries([{ messageId: 'm', value }], nothing);
    await expect(wrong?.readOrder()).rejects.toThrow('orders[0]');
    expect(await right?.readOrder()).toEqual(event.data);
  });

  it('fails to read an order whose pointer leads nowhere', async () => {
    const dataRef = { bucket: 'payloads', key: 'gone', bytes: 9, sha256: 'a'.repeat(64) };
    const { metadata } = event;
    const value = orderMessageSchema.parse(anEventBridgeEvent({ metadata, dataRef }));
    const [delivery] = orderDeliveries([{ messageId: 'm', value }], nothing);
    await expect(delivery?.readOrder()).rejects.toThrow('no such payload');
  });
});
