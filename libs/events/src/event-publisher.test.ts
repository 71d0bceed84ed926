import fc from 'fast-check';
import { entrySize } from './event-entry.ts';
import { createEventPublisher, type EventPublisherOptions } from './event-publisher.ts';
import { EntryRefused } from './refused-entries.ts';
import { orderPlacedEvent, type OrderPlacedEvent } from './order-placed.ts';
import { ordersPlacedSchema } from './orders-placed.ts';
import { anOrderPlacedEvent } from './testing/an-order-placed-event.ts';
import { placedOrders } from './testing/arbitraries.ts';
import { FakeEventBus, type Verdict } from './testing/fake-event-bus.ts';

const make = (judge?: Verdict, overrides: Partial<EventPublisherOptions> = {}) => {
  const bus = new FakeEventBus(judge);
  const pauses: number[] = [];
  const publisher = createEventPublisher({
    eventBridge: bus,
    busName: 'orders',
    source: 'acado.ingest-a',
    maxAttempts: 4,
    delay: async (milliseconds) => void pauses.push(milliseconds),
    random: () => 1,
    ...overrides,
  });
  return { bus, publisher, pauses };
};

const events = (count: number, note = ''): OrderPlacedEvent[] =>
  Array.from({ length: count }, (_, index) =>
    anOrderPlacedEvent({
      orderId: `01980000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      note,
    }),
  );

/** Each too large to travel with another. */
const large = (count: number): OrderPlacedEvent[] => events(count, 'x'.repeat(40_000));

const idsOf = (published: OrderPlacedEvent[]) => published.map(({ metadata }) => metadata.eventId);

/** The events on the bus, whatever they came in. */
const takenBy = ({ taken }: FakeEventBus): unknown[] =>
  taken.flatMap(({ DetailType, Detail = '' }) =>
    DetailType === 'OrdersPlaced'
      ? ordersPlacedSchema.parse(JSON.parse(Detail)).orders
      : [JSON.parse(Detail) as unknown],
  );

const throttled = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };

describe('createEventPublisher', () => {
  it('puts an event on the bus as consumers expect it', async () => {
    const { bus, publisher } = make();
    const event = anOrderPlacedEvent();
    expect(await publisher.publish([event])).toEqual([{ eventId: event.metadata.eventId }]);
    expect(bus.taken).toEqual([
      {
        EventBusName: 'orders',
        Source: 'acado.ingest-a',
        DetailType: 'OrderPlaced',
        Time: new Date(event.metadata.occurredAt),
        Detail: JSON.stringify(event),
      },
    ]);
  });

  it('sends ten entries per call', async () => {
    const { bus, publisher } = make();
    await publisher.publish(large(25));
    expect(bus.calls.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('does not call for nothing', async () => {
    const { bus, publisher } = make();
    expect(await publisher.publish([])).toEqual([]);
    expect(bus.calls).toEqual([]);
  });

  it('fills a call up to 1 MB', async () => {
    const { bus, publisher } = make();
    await publisher.publish(events(10, 'x'.repeat(190_000)));
    expect(bus.calls.map(({ length }) => length)).toEqual([5, 5]);
  });

  it('puts orders together on the bus, as many as one billed chunk carries', async () => {
    const { bus, publisher } = make();
    const given = events(250);
    expect(await publisher.publish(given)).toEqual(idsOf(given).map((eventId) => ({ eventId })));
    expect(bus.calls).toHaveLength(1);
    const details = bus.taken.map(({ DetailType, Detail }) => {
      expect(DetailType).toBe('OrdersPlaced');
      expect(Buffer.byteLength(Detail ?? '')).toBeLessThan(64 * 1024);
      return ordersPlacedSchema.parse(JSON.parse(Detail ?? '')).orders;
    });
    expect(details.flat()).toEqual(given);
    expect(details.length).toBeLessThanOrEqual(3);
  });

  it('puts an order behind a pointer on the bus alone', async () => {
    const { bus, publisher } = make();
    const [first, second, third] = events(3);
    const dataRef = { bucket: 'payloads', key: 'k', bytes: 10, sha256: 'a'.repeat(64) };
    const pointing = { metadata: second!.metadata, dataRef };
    await publisher.publish([first!, pointing, third!]);
    expect(bus.taken.map(({ Detail }) => JSON.parse(Detail ?? '') as unknown)).toEqual([
      { orders: [first, third] },
      pointing,
    ]);
  });

  it('says of every order of a bundle that it was refused, and of no other', async () => {
    const { publisher } = make((entry) =>
      entry.Detail?.includes('unlucky') ? { ErrorCode: 'InternalFailure' } : undefined,
    );
    const large = events(3, 'x'.repeat(30_000));
    const [a, b, c] = large;
    const unlucky = { ...b!, data: { ...b!.data, customerId: 'unlucky' } };
    const results = await publisher.publish([a!, unlucky, c!]);
    expect(results.map(({ error }) => error !== undefined)).toEqual([true, true, false]);
  });

  it('sends again only the entries that failed, with growing pauses', async () => {
    const second = '01980000-0000-7000-8000-000000000001';
    const { bus, publisher, pauses } = make((entry, attempt) =>
      entry.Detail?.includes(second) && attempt < 3 ? throttled : undefined,
    );
    const results = await publisher.publish(large(3));
    expect(results.every(({ error }) => !error)).toBe(true);
    expect(bus.calls.map(({ length }) => length)).toEqual([3, 1, 1]);
    expect(pauses).toEqual([50, 100]);
  });

  it('gives up after the last attempt and says why', async () => {
    const { bus, publisher } = make(() => throttled);
    const [result] = await publisher.publish(events(1));
    expect(bus.calls).toHaveLength(4);
    expect(result?.error).toBeInstanceOf(EntryRefused);
    expect(result?.error).toMatchObject({
      code: 'ThrottlingException',
      message: 'ThrottlingException: Rate exceeded',
    });
  });

  it.each(['MalformedDetail', 'InvalidArgument', 'NotAuthorizedForSourceException'])(
    'does not send again what fails with %s',
    async (ErrorCode) => {
      const { bus, publisher } = make(() => ({ ErrorCode }));
      const [result] = await publisher.publish(events(1));
      expect(bus.calls).toHaveLength(1);
      expect(result?.error).toMatchObject({ code: ErrorCode });
    },
  );

  it('takes an entry without an answer for one that was not taken', async () => {
    const { bus, publisher } = make();
    jest
      .spyOn(bus, 'send')
      .mockResolvedValueOnce({ $metadata: {}, FailedEntryCount: 0, Entries: [] });
    expect(await publisher.publish(events(1))).toEqual([{ eventId: idsOf(events(1))[0] }]);
    expect(bus.taken).toHaveLength(1);
  });

  it('sends the whole call again when it fails for a passing reason', async () => {
    const { bus, publisher } = make();
    const send = jest.spyOn(bus, 'send');
    send.mockRejectedValueOnce(Object.assign(new Error('busy'), { name: 'InternalException' }));
    const results = await publisher.publish(large(3));
    expect(results.every(({ error }) => !error)).toBe(true);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('fails the events of a call that is refused and publishes those of the others', async () => {
    const { bus, publisher } = make();
    const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
    jest.spyOn(bus, 'send').mockRejectedValueOnce(denied);
    const results = await publisher.publish(large(12));
    expect(results.filter(({ error }) => error === denied)).toHaveLength(10);
    expect(bus.taken).toHaveLength(2);
  });

  it('never exceeds the limits of a call, keeps the order of results, and loses nothing', async () => {
    const orders = fc.array(placedOrders(80_000), { maxLength: 25 });
    const refusals = fc.array(fc.nat(3), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        orders,
        refusals,
        fc.integer({ min: 250_000, max: 1_048_576 }),
        async (placed, plan, maxRequestBytes) => {
          let turn = 0;
          const { bus, publisher } = make(
            () => (plan[turn++ % plan.length] === 0 ? throttled : undefined),
            { maxRequestBytes },
          );
          const given = placed.map((order) =>
            orderPlacedEvent(order, { correlationId: 'r', occurredAt: order.placedAt }),
          );
          const results = await publisher.publish(given);
          expect(results.map(({ eventId }) => eventId)).toEqual(idsOf(given));
          for (const call of bus.calls) {
            expect(call.length).toBeLessThanOrEqual(10);
            expect(call.reduce((sum, entry) => sum + entrySize(entry), 0)).toBeLessThanOrEqual(
              maxRequestBytes,
            );
            expect(call.every((entry) => entrySize(entry) <= 196_608)).toBe(true);
          }
          expect(takenBy(bus)).toHaveLength(results.filter(({ error }) => !error).length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
