import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** Writes an object unless there is one of its name: the first one stands. */
export const writeOnce = async (
  s3: Pick<S3Client, 'send'>,
  object: { bucket: string; key: string; body: Uint8Array | string; contentType: string },
): Promise<void> => {
  const { bucket, key, body, contentType } = object;
  try {
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        IfNoneMatch: '*',
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
  }
};
