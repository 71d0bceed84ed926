import { checkInOrder } from './check-in-order.ts';
import { createPayloadStore } from './payload-store.ts';
import { resolveOrder } from './resolve-order.ts';
import { anOrderPlacedEvent } from './testing/an-order-placed-event.ts';
import { FakeBucket } from './testing/fake-bucket.ts';

const aStore = () => {
  const bucket = new FakeBucket();
  return { bucket, payloads: createPayloadStore({ s3: bucket, bucket: 'payloads' }) };
};

describe('checkInOrder', () => {
  it('leaves an order inside up to two billed chunks, less a KB for the envelope', async () => {
    const { bucket, payloads } = aStore();
    const rest = Buffer.byteLength(JSON.stringify(anOrderPlacedEvent({ note: '' })));
    const withBytes = (bytes: number) => anOrderPlacedEvent({ note: 'x'.repeat(bytes - rest) });
    const event = withBytes(127 * 1024);
    expect(await checkInOrder(event, payloads)).toBe(event);
    expect(bucket.objects.size).toBe(0);
    expect(await checkInOrder(withBytes(127 * 1024 + 1), payloads)).toHaveProperty('dataRef');
  });

  it('leaves an order of exactly the limit inside, and no larger one', async () => {
    const { payloads } = aStore();
    const event = anOrderPlacedEvent({ note: 'é' });
    const bytes = Buffer.byteLength(JSON.stringify(event));
    expect(await checkInOrder(event, payloads, bytes)).toHaveProperty('data');
    expect(await checkInOrder(event, payloads, bytes - 1)).toHaveProperty('dataRef');
  });

  it('stores a large order, once however often it comes, and points to it', async () => {
    const { bucket, payloads } = aStore();
    const event = anOrderPlacedEvent({ note: 'x'.repeat(900_000) });
    const detail = await checkInOrder(event, payloads);
    expect(await checkInOrder(event, payloads)).toEqual(detail);
    expect(bucket.objects.size).toBe(1);
    expect(detail.metadata).toEqual(event.metadata);
    expect(await resolveOrder(detail, payloads)).toEqual(event.data);
  });

  it('passes on why an order could not be stored', async () => {
    const payloads = { put: () => Promise.reject(new Error('bucket is gone')) };
    await expect(checkInOrder(anOrderPlacedEvent(), payloads, 1)).rejects.toThrow('bucket is gone');
  });
});
