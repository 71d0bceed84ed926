import { createPayloadStore, PayloadError } from './payload-store.ts';
import { resolveOrder } from './resolve-order.ts';
import { anOrderPlacedEvent } from './testing/an-order-placed-event.ts';
import { FakeBucket } from './testing/fake-bucket.ts';

const { metadata, data } = anOrderPlacedEvent();
const store = createPayloadStore({ s3: new FakeBucket(), bucket: 'payloads' });

const resolveStored = async (content: string) =>
  resolveOrder({ metadata, dataRef: await store.put('id', content) }, store);

describe('resolveOrder', () => {
  it('returns an inline order without asking the store', async () => {
    const get = () => Promise.reject(new Error('asked'));
    expect(await resolveOrder({ metadata, data }, { get })).toEqual(data);
  });

  it('fetches an order through its pointer', async () => {
    expect(await resolveStored(JSON.stringify(data))).toEqual(data);
  });

  it.each(['{}', '{', 'null'])('refuses a payload that is no order: %s', async (content) => {
    await expect(resolveStored(content)).rejects.toThrow(PayloadError);
  });

  it('names the field that is wrong', async () => {
    await expect(resolveStored(JSON.stringify({ ...data, currency: 1 }))).rejects.toThrow(
      /currency: /,
    );
  });
});
