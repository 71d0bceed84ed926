import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { meterS3, s3Operation } from './s3.ts';

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

describe('meterS3', () => {
  const counted = (answer: (response: ServerResponse) => void): unknown[] => {
    const calls: unknown[] = [];
    const request = Object.assign(new IncomingMessage(new Socket()), {
      ...{ method: 'PUT', url: '/b/k', headers: { 'content-length': '9' } },
    });
    const response = new ServerResponse(request);
    const s3 = meterS3(
      () => undefined,
      (_principal, call) => calls.push(call()),
    );
    s3(request, response, { kind: 'developer' });
    answer(response);
    response.emit('close');
    return calls;
  };
  const put = { service: 's3', operation: 'PutObject', resource: 'b' };

  it('counts the bytes of an object that was taken', () => {
    expect(counted((response) => response.writeHead(200).end())).toEqual([{ ...put, bytesIn: 9 }]);
  });

  it('takes an upload that was refused, or broken off, for failed', () => {
    const refused = counted((response) => response.writeHead(403).end());
    const brokenOff = counted(() => undefined);
    expect([refused, brokenOff]).toEqual([[{ ...put, failed: 1 }], [{ ...put, failed: 1 }]]);
  });
});
