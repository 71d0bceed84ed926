import type { OrderPlaced } from '@acado/events';
import { anOrderPlacedEvent } from '@acado/events/testing';
import { logger } from '@acado/powertools';
import { aContext, anSqsEvent } from '@acado/powertools/testing';
import { randomUUID } from 'node:crypto';
import { startEventBus } from '../../testing/event-bus.ts';
import { handler } from './handler.ts';

const anEvent = (note = '') => anOrderPlacedEvent({ orderId: randomUUID(), note });
const aMessage = (...orders: OrderPlaced[]) => ({ body: { orders } });

describe('handler', () => {
  let bus: Awaited<ReturnType<typeof startEventBus>>;

  beforeAll(async () => {
    bus = await startEventBus();
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_EVENTBRIDGE: bus.endpoint,
      EVENT_BUS: 'orders',
    });
  });
  beforeEach(() => {
    bus.taken.length = 0;
    bus.refuses = () => false;
  });
  afterAll(() => bus.stop());

  const publish = async (...messages: Parameters<typeof anSqsEvent>[0] & object) => {
    const { batchItemFailures } = await handler(anSqsEvent(messages), aContext());
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const details = () => bus.taken.map(({ Detail }) => JSON.parse(Detail!) as unknown);

  it('puts the orders of many requests on the bus together', async () => {
    const events = Array.from({ length: 50 }, () => anEvent());
    expect(await publish(...events.map((event) => aMessage(event)))).toEqual([]);
    expect(bus.taken).toMatchObject([
      { EventBusName: 'orders', Source: 'acado.ingest-a', DetailType: 'OrdersPlaced' },
    ]);
    expect(details()).toEqual([{ orders: events }]);
  });

  it('puts a single order on the bus as one', async () => {
    const event = anEvent();
    expect(await publish(aMessage(event))).toEqual([]);
    expect(bus.taken).toMatchObject([{ DetailType: 'OrderPlaced' }]);
    expect(details()).toEqual([event]);
  });

  it('fails the messages whose orders were refused and no others, and logs whose they were', async () => {
    const log = jest.spyOn(logger, 'error');
    bus.refuses = ({ Detail }) => Detail!.includes('unlucky');
    const fine = anEvent('x'.repeat(50_000));
    const failed = await publish(
      { messageId: 'fine', ...aMessage(fine) },
      { messageId: 'unlucky', ...aMessage(anEvent(`unlucky${'x'.repeat(50_000)}`)) },
    );
    expect(failed).toEqual(['unlucky']);
    expect(details()).toEqual([fine]);
    const which = [{ messageId: 'unlucky', correlation_id: fine.metadata.correlationId }];
    expect(log.mock.lastCall?.[1]).toMatchObject({ reasons: [{ which }] });
  });

  it('fails what is no order alone', async () => {
    const event = anEvent();
    const poison = [
      { messageId: 'no JSON', body: 'hello' },
      { messageId: 'empty', body: { orders: [] } },
      { messageId: 'wrong', body: { orders: [{ ...anEvent(), data: {} }] } },
    ];
    expect(await publish(...poison, aMessage(event))).toEqual(['no JSON', 'empty', 'wrong']);
    expect(details()).toEqual([event]);
  });
});
