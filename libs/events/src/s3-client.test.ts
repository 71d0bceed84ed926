import { createS3Client } from './s3-client.ts';

describe('createS3Client', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it.each([
    [{}, false],
    [{ AWS_ENDPOINT_URL: 'http://localhost:4566' }, true],
    [{ AWS_ENDPOINT_URL_S3: 'http://localhost:9000' }, true],
  ])('with %j in the environment puts the bucket into the path: %s', (variables, expected) => {
    Object.assign(process.env, variables);

    expect(createS3Client({ region: 'us-east-1' }).config.forcePathStyle).toBe(expected);
  });
});
