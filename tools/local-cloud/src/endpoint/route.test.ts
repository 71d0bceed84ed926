import { type IncomingMessage } from 'node:http';
import { isFromThisMachine } from './request.ts';
import { routeOf } from './route.ts';
import { pathStyle } from './s3.ts';

const signed = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`;

const route = (method: string, url: string, headers: Record<string, string> = {}) => {
  const { pathname, searchParams } = new URL(url, 'http://local');
  return routeOf({ method, headers } as unknown as IncomingMessage, pathname, searchParams);
};

describe('routeOf', () => {
  it.each([
    ['the signature', 'POST', '/', { authorization: signed('sqs') }, 'sqs'],
    [
      'a presigned URL',
      'GET',
      '/b/k?X-Amz-Credential=AKID%2F20260101%2Fus-east-1%2Fs3%2Faws4_request',
      {},
      's3',
    ],
    ['the target', 'POST', '/', { 'x-amz-target': 'DynamoDB_20120810.Scan' }, 'dynamodb'],
    ['the path', 'POST', '/2015-03-31/functions/f/invocations', {}, 'lambda'],
    ['a bare object path', 'GET', '/bucket/key', {}, 's3'],
    ['nothing', 'POST', '/', {}, undefined],
  ])('finds the service by %s', (_name, method, url, headers, service) => {
    expect(route(method, url, headers).service).toBe(service);
  });

  it('finds the access key in header and query', () => {
    expect(route('POST', '/', { authorization: signed('sqs') }).accessKeyId).toBe('AKID');
    expect(route('GET', '/b?X-Amz-Credential=KEY/1/r/s3/aws4_request').accessKeyId).toBe('KEY');
    expect(route('GET', '/b/k').accessKeyId).toBeUndefined();
  });
});

describe('pathStyle', () => {
  it.each([
    ['127.0.0.1:4566', '/b/k', '/b/k'],
    ['localhost:4566', '/b/k', '/b/k'],
    ['b.localhost:4566', '/k', '/b/k'],
    ['b.s3.localhost:4566', '/k?x=1', '/b/k?x=1'],
    ['s3.localhost:4566', '/b/k', '/b/k'],
  ])('%s%s', (host, url, expected) => {
    expect(pathStyle(host, url)).toBe(expected);
  });
});

describe('isFromThisMachine', () => {
  it.each([
    [{ host: '127.0.0.1:4566' }, true],
    [{ host: 'bucket.localhost:4566' }, true],
    [{ host: 'evil.example:4566' }, false],
    [{ host: '127.0.0.1:4566', 'sec-fetch-site': 'cross-site' }, false],
    [{ host: '127.0.0.1:4566', 'sec-fetch-site': 'none' }, true],
  ])('%j is %s', (headers, expected) => {
    expect(isFromThisMachine({ headers } as unknown as IncomingMessage)).toBe(expected);
  });
});
