import { s3Operation } from './s3.ts';

describe('s3Operation', () => {
  it.each([
    ['GET', '/', 'ListBuckets', ''],
    ['GET', '/b?list-type=2&prefix=a', 'ListObjectsV2', 'b'],
    ['GET', '/b/', 'ListObjects', 'b'],
    ['HEAD', '/b', 'HeadBucket', 'b'],
    ['GET', '/b?location', 'GetBucketLocation', 'b'],
    ['PUT', '/b?lifecycle', 'PutBucketLifecycleConfiguration', 'b'],
    ['GET', '/b?uploads', 'ListMultipartUploads', 'b'],
    ['POST', '/b?delete', 'DeleteObjects', 'b'],
    ['PUT', '/b', 'CreateBucket', 'b'],
    ['DELETE', '/b', 'DeleteBucket', 'b'],
    ['PUT', '/b/a/k?x-id=PutObject', 'PutObject', 'b'],
    ['GET', '/b/a%20k?x-id=GetObject', 'GetObject', 'b'],
    ['HEAD', '/b/k', 'HeadObject', 'b'],
    ['GET', '/b/k?attributes', 'GetObjectAttributes', 'b'],
    ['DELETE', '/b/k', 'DeleteObject', 'b'],
    ['POST', '/b/k?uploads', 'CreateMultipartUpload', 'b'],
    ['PUT', '/b/k?partNumber=1&uploadId=1', 'UploadPart', 'b'],
    ['GET', '/b/k?uploadId=1', 'ListParts', 'b'],
    ['POST', '/b/k?uploadId=1', 'CompleteMultipartUpload', 'b'],
    ['DELETE', '/b/k?uploadId=1', 'AbortMultipartUpload', 'b'],
  ])('%s %s is %s', (method, url, operation, resource) => {
    expect(s3Operation(method, url, false)).toEqual({ operation, resource });
  });

  it('tells a copy by its header', () => {
    expect(s3Operation('PUT', '/b/k', true).operation).toBe('CopyObject');
    expect(s3Operation('PUT', '/b/k?partNumber=1&uploadId=1', true).operation).toBe(
      'UploadPartCopy',
    );
  });
});
