import { S3Client } from '@aws-sdk/client-s3';
import { createPayloads } from './s3-payloads.ts';

describe('createPayloads', () => {
  it('refuses what memory does not hold', async () => {
    const s3 = new S3Client({ region: 'us-east-1' });
    const output = { $metadata: {}, ContentLength: 5_000_000_000 };
    s3.middlewareStack.add(() => async () => ({ output, response: {} }), { step: 'initialize' });

    await expect(createPayloads(s3).read('s3://fixtures/all')).rejects.toThrow(
      'payloadS3: s3://fixtures/all has 5000000000 bytes; at most 25165824 are read',
    );
  });
});
