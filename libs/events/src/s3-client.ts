import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { metered } from '@acado/powertools/cost';

/**
 * An S3 client for payloads and whatever else is too large for an event or an item. Region, endpoint and credentials
 * come from the environment unless given; an endpoint other than AWS's has no DNS name per bucket, so there buckets are
 * part of the path. Its requests are part of the invocation's cost.
 *
 * @example
 * const payloads = createPayloadStore({ s3: createS3Client(), bucket: 'acado-ingest-a-dev-payloads-123456789012' });
 */
export const createS3Client = (config: S3ClientConfig = {}): S3Client => {
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
  const forcePathStyle = Boolean(AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL);
  return metered(new S3Client({ forcePathStyle, ...config }));
};
