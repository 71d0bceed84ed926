import fc from 'fast-check';
import { createPayloadStore, PayloadError, payloadRefSchema } from './payload-store.ts';
import { FakeBucket } from './testing/fake-bucket.ts';

const make = () => {
  const s3 = new FakeBucket();
  return { s3, store: createPayloadStore({ s3, bucket: 'payloads', prefix: 'orders' }) };
};

describe('createPayloadStore', () => {
  it('returns what was stored, for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 1_000 }), async (bytes) => {
        const { store } = make();
        const ref = await store.put('id', bytes);
        expect(payloadRefSchema.parse(ref)).toEqual(ref);
        expect(await store.get(ref)).toEqual(bytes);
      }),
    );
  });

  it('stores text as UTF-8 and says how many bytes it is', async () => {
    const { store } = make();
    const ref = await store.put('id', '"é"');
    expect(ref.bytes).toBe(4);
    expect(Buffer.from(await store.get(ref)).toString()).toBe('"é"');
  });

  it('names the object by its content, so that storing again changes nothing', async () => {
    const { s3, store } = make();
    const first = await store.put('id', '{"a":1}');
    expect(first.key).toMatch(/^orders\/id-[0-9a-f]{16}\.json$/);
    expect(await store.put('id', '{"a":1}')).toEqual(first);
    expect(s3.objects.size).toBe(1);
    expect((await store.put('id', '{"a":2}')).key).not.toBe(first.key);
  });

  it.each([
    ['of another size', '{"a":12}'],
    ['of the same size and other content', '{"a":2}'],
  ])('refuses an object %s', async (_, content) => {
    const { s3, store } = make();
    const ref = await store.put('id', '{"a":1}');
    s3.objects.set(`payloads/${ref.key}`, Buffer.from(content));
    await expect(store.get(ref)).rejects.toThrow(PayloadError);
  });

  it('does not follow a pointer into another bucket', async () => {
    const { store } = make();
    const ref = await store.put('id', '{"a":1}');
    await expect(store.get({ ...ref, bucket: 'elsewhere' })).rejects.toThrow(
      /not in bucket payloads/,
    );
  });

  it('passes on that an object is gone', async () => {
    const { s3, store } = make();
    const ref = await store.put('id', '{"a":1}');
    s3.objects.clear();
    await expect(store.get(ref)).rejects.toThrow('The key does not exist');
  });
});
