import { createPayloadStore, type OrderPlaced } from '@acado/events';
import { anEventBridgeEvent, anOrderPlacedEvent, anOrdersPlacedEvent } from '@acado/events/testing';
import { aContext, anSqsEvent } from '@acado/powertools/testing';
import { type Engines, startEngines } from '@acado/testing';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { handler } from './handler.ts';

const bucket = 'archive';

describe('handler', () => {
  let engines: Engines;
  let s3: S3Client;

  beforeAll(async () => {
    engines = await startEngines({
      tables: { ledger: 'eventId' },
      buckets: [bucket, 'payloads'],
      queues: ['orders'],
    });
    Object.assign(process.env, {
      ARCHIVE_BUCKET: bucket,
      LEDGER_TABLE: 'ledger',
      PAYLOADS_BUCKET: 'payloads',
      ORDERS_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/orders',
      ATTEMPT_TIMEOUT: '120',
      LEDGER_DAYS: '45',
    });
    s3 = new S3Client();
  });
  afterAll(async () => {
    s3.destroy();
    await engines.stop();
  });

  const newDay = (() => {
    let day = 0;
    return () => `2026-01-${String(++day).padStart(2, '0')}`;
  })();
  const anEvent = (date: string) =>
    anOrderPlacedEvent({ orderId: randomUUID(), placedAt: `${date}T12:00:00Z` });
  const receive = (...events: OrderPlaced[]) =>
    handler(anSqsEvent(events.map((event) => ({ body: anEventBridgeEvent(event) }))), aContext());

  /** The objects of one day, each as its events. */
  const archiveOf = async (date: string) => {
    const Prefix = `archive/type=OrderPlaced/date=${date}/`;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
    return Promise.all(
      Contents.map(async ({ Key }) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        const text = gunzipSync((await Body?.transformToByteArray()) ?? '').toString();
        return text
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as ReturnType<typeof anEventBridgeEvent>);
      }),
    );
  };

  it('writes a batch as one object of whole envelopes', async () => {
    const date = newDay();
    const events = Array.from({ length: 100 }, () => anEvent(date));
    await expect(receive(...events)).resolves.toEqual({ batchItemFailures: [] });
    const objects = await archiveOf(date);
    expect(objects).toHaveLength(1);
    const byId = (a: { detail: OrderPlaced }, b: { detail: OrderPlaced }) =>
      a.detail.metadata.eventId < b.detail.metadata.eventId ? -1 : 1;
    expect(objects[0]).toEqual(events.map(anEventBridgeEvent).sort(byId));
  });

  it('adds nothing for events that come again, alone or in other company', async () => {
    const date = newDay();
    const [a, b, c] = [anEvent(date), anEvent(date), anEvent(date)];
    for (const batch of [[a, b], [a, b], [b], [b, c, c], [a, c]]) {
      await expect(receive(...batch)).resolves.toEqual({ batchItemFailures: [] });
    }
    const ids = (await archiveOf(date)).flat().map(({ detail }) => detail.metadata.eventId);
    expect(ids.sort()).toEqual([a, b, c].map(({ metadata }) => metadata.eventId).sort());
  });

  it('writes one line for each of the orders that travel together', async () => {
    const date = newDay();
    const [a, b, c, d] = [anEvent(date), anEvent(date), anEvent(date), anEvent(date)];
    const together = (...events: OrderPlaced[]) => ({ body: anOrdersPlacedEvent(events) });
    const batches = [[together(a, b), together(c)], [together(b, c, d)], [together(a, d)]];
    for (const batch of batches) {
      await expect(handler(anSqsEvent(batch), aContext())).resolves.toEqual({
        batchItemFailures: [],
      });
    }
    const lines = (await archiveOf(date)).flat();
    const byId = (x: { detail: OrderPlaced }, y: { detail: OrderPlaced }) =>
      x.detail.metadata.eventId < y.detail.metadata.eventId ? -1 : 1;
    expect(lines.sort(byId)).toEqual([a, b, c, d].map(anEventBridgeEvent).sort(byId));
  });

  it('sends a wrong order back to the queue alone, and archives its neighbours', async () => {
    const date = newDay();
    const [fine, alone] = [anEvent(date), anEvent(date)];
    const wrong = { ...anEvent(date), data: {} };
    const batch = anSqsEvent([
      { messageId: 'mixed', body: anOrdersPlacedEvent([wrong, fine]) },
      { messageId: 'fine', body: anEventBridgeEvent(alone) },
    ]);
    await expect(handler(batch, aContext())).resolves.toEqual({
      batchItemFailures: [],
    });
    expect(engines.waiting('orders').map((body) => JSON.parse(body) as unknown)).toMatchObject([
      { 'detail-type': 'OrdersPlaced', detail: { orders: [wrong] } },
    ]);
    const ids = (await archiveOf(date)).flat().map(({ detail }) => detail.metadata.eventId);
    expect(ids.sort()).toEqual([fine, alone].map(({ metadata }) => metadata.eventId).sort());
  });

  it('archives the order behind a pointer', async () => {
    const date = newDay();
    const { metadata, data } = anOrderPlacedEvent({ placedAt: `${date}T12:00:00Z` });
    const order = { ...data, note: 'x'.repeat(900_000) };
    const payloads = createPayloadStore({ s3, bucket: 'payloads' });
    const dataRef = await payloads.put(metadata.eventId, JSON.stringify(order));
    await expect(receive({ metadata, dataRef })).resolves.toEqual({ batchItemFailures: [] });
    expect(await archiveOf(date)).toEqual([[anEventBridgeEvent({ metadata, data: order })]]);
  });

  it('reports what is no event and what points nowhere, and archives the rest', async () => {
    const date = newDay();
    const event = anEvent(date);
    const dataRef = { bucket: 'payloads', key: 'gone', bytes: 9, sha256: 'a'.repeat(64) };
    const batch = anSqsEvent([
      { messageId: 'poison', body: 'not json' },
      { messageId: 'fine', body: anEventBridgeEvent(event) },
      {
        messageId: 'gone',
        body: anEventBridgeEvent({ metadata: anEvent(date).metadata, dataRef }),
      },
    ]);
    await expect(handler(batch, aContext())).resolves.toEqual({
      batchItemFailures: [{ itemIdentifier: 'poison' }, { itemIdentifier: 'gone' }],
    });
    expect(await archiveOf(date)).toEqual([[anEventBridgeEvent(event)]]);
  });
});
