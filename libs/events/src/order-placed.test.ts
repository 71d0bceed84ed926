import { validate } from '@acado/powertools/validate';
import fc from 'fast-check';
import { eventBridgeEnvelopeSchema } from './event-bridge-envelope.ts';
import { eventIdFor } from './ids.ts';
import { orderPlacedEvent, orderPlacedSchema } from './order-placed.ts';
import { anEventBridgeEvent, anOrderPlacedEvent } from './testing/an-order-placed-event.ts';
import { aPlacedOrder } from './testing/an-order.ts';
import { placedOrders } from './testing/arbitraries.ts';

const fieldsOf = (input: unknown): string[] =>
  (validate(orderPlacedSchema, input, 'detail').errors ?? []).map(({ field }) => field);

const { metadata, data } = anOrderPlacedEvent();
const dataRef = { bucket: 'payloads', key: 'a.json', bytes: 1, sha256: 'a'.repeat(64) };

describe('orderPlacedEvent', () => {
  it('says what happened, by whom, why and when', () => {
    const order = aPlacedOrder();
    const event = orderPlacedEvent(order, { correlationId: 'r-1', occurredAt: new Date(0) });
    expect(event).toEqual({
      metadata: {
        eventId: eventIdFor('OrderPlaced.v1', order.orderId),
        version: 1,
        occurredAt: '1970-01-01T00:00:00.000Z',
        correlationId: 'r-1',
        producer: 'acado.ingest-a',
      },
      data: order,
    });
  });

  it('gives the same order the same event id whenever it is placed', () => {
    const first = orderPlacedEvent(aPlacedOrder(), { correlationId: 'a', occurredAt: new Date(0) });
    const again = orderPlacedEvent(aPlacedOrder(), { correlationId: 'b', occurredAt: new Date(1) });
    expect(again.metadata.eventId).toBe(first.metadata.eventId);
  });
});

describe('orderPlacedSchema', () => {
  it('reads back what was written, for any order', () => {
    fc.assert(
      fc.property(placedOrders(), (order) => {
        const event = orderPlacedEvent(order, { correlationId: 'r-1', occurredAt: order.placedAt });
        expect(orderPlacedSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
      }),
    );
  });

  it('takes a pointer in place of the order', () => {
    expect(fieldsOf({ metadata, dataRef })).toEqual([]);
  });

  it('names what is wrong in the alternative that was meant', () => {
    expect(fieldsOf({ metadata, dataRef: { ...dataRef, bytes: 0 } })).toEqual(['dataRef.bytes']);
    expect(fieldsOf({ metadata, data: { ...data, currency: 'x' } })).toEqual(['data.currency']);
  });

  it.each([
    ['another version', { metadata: { ...metadata, version: 2 }, data }],
    ['both order and pointer', { metadata, data, dataRef }],
    ['neither', { metadata }],
    ['unknown metadata', { metadata: { ...metadata, tenant: 'x' }, data }],
  ])('refuses %s', (_, detail) => expect(fieldsOf(detail)).not.toEqual([]));
});

describe('eventBridgeEnvelopeSchema', () => {
  const schema = eventBridgeEnvelopeSchema(orderPlacedSchema);

  it('reads the event as a rule delivers it', () => {
    const event = anEventBridgeEvent();
    expect(schema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it('drops what AWS may add', () => {
    expect(schema.parse({ ...anEventBridgeEvent(), 'replay-name': 'r' })).not.toHaveProperty(
      'replay-name',
    );
  });

  it('refuses a detail that fails its schema, and names the field', () => {
    const { errors = [] } = validate(
      schema,
      { ...anEventBridgeEvent(), detail: { metadata, data: {} } },
      'body',
    );
    expect(errors[0]?.field).toBe('detail.data.orderId');
  });
});
