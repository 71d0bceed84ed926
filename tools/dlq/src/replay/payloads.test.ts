import type { S3Client } from '@aws-sdk/client-s3';
import { aMessage } from '../testing/a-message.ts';
import { bringPayloads } from './payloads.ts';

const objects: Record<string, string> = { 'payloads/1.json': '{"orderId":"o1"}' };
const s3 = {
  send: async ({ input: { Key } }: { input: { Key: string } }) => {
    const content = objects[Key];
    if (content === undefined) throw Object.assign(new Error('gone'), { name: 'NoSuchKey' });
    return { Body: { transformToByteArray: async () => Buffer.from(content) } };
  },
} as unknown as S3Client;

const pointing = (bucket: string, key = 'payloads/1.json') =>
  aMessage({
    body: JSON.stringify({
      'detail-type': 'OrderPlaced',
      detail: { metadata: {}, dataRef: { bucket, key } },
    }),
  });

const aSandbox = () => {
  const put: string[][] = [];
  const putObject = async (...object: string[]) => void put.push(object);
  return { put, putObject, buckets: ['acado-ingest-a-local-payloads-000000000000'] };
};

describe('bringPayloads', () => {
  it('puts a payload where the function looks for it', async () => {
    const sandbox = aSandbox();
    const message = pointing('acado-ingest-a-local-payloads-000000000000');
    const brought = await bringPayloads(s3, message, sandbox);
    expect(brought).toEqual({ message, notes: [] });
    expect(sandbox.put).toEqual([[...sandbox.buckets, 'payloads/1.json', '{"orderId":"o1"}']]);
  });

  it('gives a message of another stage the name of the bucket here, and says so', async () => {
    const sandbox = aSandbox();
    const { message, notes } = await bringPayloads(
      s3,
      pointing('acado-ingest-a-prod-payloads-123456789012'),
      sandbox,
    );
    expect(message.body).toContain(sandbox.buckets[0]);
    expect(message.body).not.toContain('123456789012');
    expect(notes.join()).toContain('acado-ingest-a-prod-payloads-123456789012');
  });

  it('says which payload is missing', async () => {
    const sandbox = aSandbox();
    const { notes } = await bringPayloads(
      s3,
      pointing(sandbox.buckets[0]!, 'payloads/2.json'),
      sandbox,
    );
    expect(notes.join()).toContain('NoSuchKey');
    expect(sandbox.put).toEqual([]);
  });
});
