import fc from 'fast-check';
import { entrySize } from './event-entry.ts';
import { createEventPublisher, type EventPublisherOptions } from './event-publisher.ts';
import { EntryRefused } from './refused-entries.ts';
import { orderPlacedEvent, type OrderPlacedEvent, orderPlacedSchema } from './order-placed.ts';
import { createPayloadStore } from './payload-store.ts';
import { resolveOrder } from './resolve-order.ts';
import { anOrderPlacedEvent } from './testing/an-order-placed-event.ts';
import { placedOrders } from './testing/arbitraries.ts';
import { FakeBucket } from './testing/fake-bucket.ts';
import { FakeEventBus, type Verdict } from './testing/fake-event-bus.ts';

const make = (judge?: Verdict, overrides: Partial<EventPublisherOptions> = {}) => {
  const bus = new FakeEventBus(judge);
  const bucket = new FakeBucket();
  const payloads = createPayloadStore({ s3: bucket, bucket: 'payloads' });
  const pauses: number[] = [];
  const publisher = createEventPublisher({
    eventBridge: bus,
    payloads,
    busName: 'orders',
    source: 'acado.ingest-a',
    maxAttempts: 4,
    delay: async (milliseconds) => void pauses.push(milliseconds),
    random: () => 1,
    ...overrides,
  });
  return { bus, bucket, payloads, publisher, pauses };
};

const events = (count: number, note = ''): OrderPlacedEvent[] =>
  Array.from({ length: count }, (_, index) =>
    anOrderPlacedEvent({
      orderId: `01980000-0000-7000-8000-${String(index).padStart(12, '0')}`,
      note,
    }),
  );

const idsOf = (published: OrderPlacedEvent[]) => published.map(({ metadata }) => metadata.eventId);

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
    await publisher.publish(events(25));
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

  it('sends an event over the inline limit through the payload store', async () => {
    const { bus, bucket, payloads, publisher } = make();
    const [event] = events(1, 'x'.repeat(900_000));
    if (!event) throw new Error('no event');
    expect(await publisher.publish([event])).toEqual([{ eventId: event.metadata.eventId }]);
    const detail = orderPlacedSchema.parse(JSON.parse(bus.taken[0]?.Detail ?? ''));
    expect(detail).toHaveProperty('dataRef');
    expect(detail.metadata).toEqual(event.metadata);
    expect(await resolveOrder(detail, payloads)).toEqual(event.data);
    await publisher.publish([event]);
    expect(bucket.objects.size).toBe(1);
  });

  it('keeps an entry of exactly the inline limit inline', async () => {
    const event = anOrderPlacedEvent();
    const measure = make();
    await measure.publisher.publish([event]);
    const size = entrySize(measure.bus.taken[0] ?? {});
    for (const [inlineLimitBytes, inline] of [
      [size, true],
      [size - 1, false],
    ] as const) {
      const { bus, publisher } = make(undefined, { inlineLimitBytes });
      await publisher.publish([event]);
      expect(bus.taken[0]?.Detail?.includes('"data"')).toBe(inline);
    }
  });

  it('reports an event whose payload cannot be stored and publishes the others', async () => {
    const error = new Error('bucket is gone');
    const { publisher, bus } = make(undefined, { payloads: { put: () => Promise.reject(error) } });
    const [small] = events(1);
    const [, large] = events(2, 'x'.repeat(200_000));
    if (!small || !large) throw new Error('no events');
    const results = await publisher.publish([large, small]);
    expect(results.map((result) => result.error)).toEqual([error, undefined]);
    expect(bus.taken).toHaveLength(1);
  });

  it('sends again only the entries that failed, with growing pauses', async () => {
    const second = '01980000-0000-7000-8000-000000000001';
    const { bus, publisher, pauses } = make((entry, attempt) =>
      entry.Detail?.includes(second) && attempt < 3 ? throttled : undefined,
    );
    const results = await publisher.publish(events(3));
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
    const results = await publisher.publish(events(3));
    expect(results.every(({ error }) => !error)).toBe(true);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('fails the events of a call that is refused and publishes those of the others', async () => {
    const { bus, publisher } = make();
    const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
    jest.spyOn(bus, 'send').mockRejectedValueOnce(denied);
    const results = await publisher.publish(events(12));
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
          expect(bus.taken).toHaveLength(results.filter(({ error }) => !error).length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
