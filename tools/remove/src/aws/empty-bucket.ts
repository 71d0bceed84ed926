import {
  AbortMultipartUploadCommand,
  DeleteObjectsCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3';

/**
 * Deletes all versions and delete markers in a bucket, and gives up its unfinished uploads.
 *
 * @param signal Ends it after a page.
 *
 * @returns How many versions and markers there were; 0 where there is no bucket.
 * @throws Error naming an object that can not be deleted.
 */
export async function emptyBucket(
  s3: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0;
  try {
    // What is deleted is not listed again, so that the first page is always the next one.
    while (!signal.aborted) {
      const page = await s3.send(new ListObjectVersionsCommand({ Bucket: bucket }));
      const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      const Objects = all.map(({ Key, VersionId }) => ({ Key: Key ?? '', VersionId }));
      if (Objects.length === 0) break;
      const { Errors: [error] = [] } = await s3.send(
        new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
      );
      if (error)
        throw new Error(
          `s3://${bucket}/${error.Key} can not be deleted: ${error.Message ?? error.Code}`,
        );
      deleted += Objects.length;
    }
    while (!signal.aborted) {
      const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
      if (Uploads.length === 0) break;
      for (const { Key, UploadId } of Uploads)
        await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'NoSuchBucket') throw error;
  }
  return deleted;
}
