import { type Engines, startEngines } from '@acado/testing';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createPayloadStore, PayloadError } from './payload-store.ts';

const Bucket = 'payloads';
let engines: Engines;
let s3: S3Client;

beforeAll(async () => {
  engines = await startEngines({ buckets: [Bucket] });
  s3 = new S3Client();
});

afterAll(async () => {
  s3.destroy();
  await engines.stop();
});

describe('createPayloadStore on S3', () => {
  it('brings a megabyte back whole, and stores it once however often it is put', async () => {
    const store = createPayloadStore({ s3, bucket: Bucket });
    const payload = JSON.stringify({ note: 'é'.repeat(500_000) });
    const ref = await store.put('order-1', payload);
    expect(await store.put('order-1', payload)).toEqual(ref);
    expect(Buffer.from(await store.get(ref)).toString()).toBe(payload);
    const { KeyCount } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(KeyCount).toBe(1);
  });

  it('says what it stores', async () => {
    const { key } = await createPayloadStore({ s3, bucket: Bucket }).put('order-2', '{}');
    const { ContentType } = await s3.send(new GetObjectCommand({ Bucket, Key: key }));
    expect(ContentType).toBe('application/json');
  });

  it.each(['{"a":2}', 'x'.repeat(1_000_000)])(
    'refuses an object that was replaced by %.10s',
    async (Body) => {
      const store = createPayloadStore({ s3, bucket: Bucket });
      const ref = await store.put('order-3', '{"a":1}');
      await s3.send(new PutObjectCommand({ Bucket, Key: ref.key, Body }));
      await expect(store.get(ref)).rejects.toThrow(PayloadError);
    },
  );

  it('rejects for an object that is not there', async () => {
    const store = createPayloadStore({ s3, bucket: Bucket });
    const ref = { bucket: Bucket, key: 'gone.json', bytes: 1, sha256: 'a'.repeat(64) };
    await expect(store.get(ref)).rejects.toThrow(expect.objectContaining({ name: 'NoSuchKey' }));
  });
});
