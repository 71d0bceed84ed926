import { validate } from '@acado/powertools/validate';
import { correlationIdOf, eventsIn, InvalidOrder, orderMessageSchema } from './order-message.ts';
import { anEventBridgeEvent, anOrderPlacedEvent, anOrdersPlacedEvent } from './testing/index.ts';

const events = ['1', '2', '3'].map((digit) =>
  anOrderPlacedEvent({ orderId: `01980000-0000-7000-8000-00000000000${digit}` }),
);
const parse = (body: unknown) => orderMessageSchema.parse(JSON.parse(JSON.stringify(body)));

describe('orderMessageSchema', () => {
  it.each([
    [{ ...anEventBridgeEvent(), 'detail-type': 'OrderShipped' }, 'detail-type'],
    [{ ...anEventBridgeEvent(), detail: { orders: events } }, 'detail.orders'],
    [{ ...anOrdersPlacedEvent(events), detail: events[0] }, 'detail.orders'],
    [anOrdersPlacedEvent([]), 'detail.orders'],
    [anOrdersPlacedEvent(Array(101).fill(events[0])), 'detail.orders'],
    [{ poison: true }, 'detail-type'],
  ])('refuses what is no order event: %#', (body, field) => {
    const { errors = [] } = validate(orderMessageSchema, body, '');
    expect(errors.map((error) => error.field)).toContain(field);
  });
});

describe('eventsIn', () => {
  it('finds the one event that came alone, as it came', () => {
    expect(eventsIn(parse(anEventBridgeEvent(events[0])))).toEqual([
      { event: anEventBridgeEvent(events[0]) },
    ]);
  });

  it('finds each of several as if it had come alone', () => {
    expect(eventsIn(parse(anOrdersPlacedEvent(events)))).toEqual(
      events.map((event) => ({ event: anEventBridgeEvent(event) })),
    );
  });

  it('dates each by its own order, in whole seconds', () => {
    const { metadata, ...rest } = events[0]!;
    const late = { ...rest, metadata: { ...metadata, occurredAt: '2027-01-02T03:04:05.678Z' } };
    const found = eventsIn(parse(anOrdersPlacedEvent([events[1], late])));
    expect(found[1]?.event?.time).toBe('2027-01-02T03:04:05Z');
  });

  it('names what is wrong with one and finds the others', () => {
    const wrong = { ...events[1]!, data: { ...events[1]!.data, currency: 7 } };
    const found = eventsIn(parse(anOrdersPlacedEvent([events[0], wrong, events[2]])));
    expect(found.map(({ event }) => event?.detail)).toEqual([events[0], undefined, events[2]]);
    expect(found[1]?.error).toBeInstanceOf(InvalidOrder);
    expect(found[1]?.error?.message).toMatch(/^orders\[1\].*currency/);
  });
});

describe('correlationIdOf', () => {
  const from = (correlationId: string) => {
    const event = anOrderPlacedEvent();
    return { ...event, metadata: { ...event.metadata, correlationId } };
  };

  it('is the request of the order', () => {
    expect(correlationIdOf(parse(anEventBridgeEvent(from('r-1'))))).toBe('r-1');
  });

  it('is the request of several orders when they came in one', () => {
    expect(correlationIdOf(parse(anOrdersPlacedEvent([from('r-1'), from('r-1')])))).toBe('r-1');
    expect(correlationIdOf(parse(anOrdersPlacedEvent([from('r-1'), from('r-2')])))).toBeUndefined();
  });
});
