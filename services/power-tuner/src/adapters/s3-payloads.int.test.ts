import { type Engines, startEngines } from '@acado/testing';
import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { createPayloads } from './s3-payloads.ts';

let engines: Engines;
beforeAll(async () => {
  engines = await startEngines({ buckets: ['fixtures'] });
});
afterAll(() => engines.stop());

describe('createPayloads', () => {
  it('reads what is there', async () => {
    const s3 = new S3Client({ forcePathStyle: true });
    await s3.send(new PutObjectCommand({ Bucket: 'fixtures', Key: 'a/b.json', Body: '{"ü":1}' }));
    s3.destroy();
    expect(await createPayloads().read('s3://fixtures/a/b.json')).toBe('{"ü":1}');
  });

  it('names what is not there', async () => {
    await expect(createPayloads().read('s3://fixtures/gone')).rejects.toMatchObject({
      name: 'InvalidInput',
      message: 'payloadS3: There is no s3://fixtures/gone',
    });
  });

  it('names the parameter where it may not read', async () => {
    const s3 = new S3Client();
    s3.send = () =>
      Promise.reject(
        new S3ServiceException({
          name: 'AccessDenied',
          $fault: 'client',
          $metadata: { httpStatusCode: 403 },
        }),
      );
    await expect(createPayloads(s3).read('s3://others/a')).rejects.toThrow(
      /may not s3:GetObject s3:\/\/others\/a.*--param="payloadsBucket=others"/,
    );
  });
});
