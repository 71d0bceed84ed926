import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AwsResponse } from '../../aws-api.ts';
import { type Principal } from '../../iam/types.ts';
import { type MeteredCall } from '../usage-meter.ts';

type S3 = (
  request: IncomingMessage,
  response: ServerResponse,
  principal: Principal,
) => AwsResponse | undefined;

type Asked = { method: string; query: URLSearchParams; copies: boolean };

const bucketOperation = ({ method, query }: Asked): string => {
  if (query.has('lifecycle'))
    return method === 'GET' ? 'GetBucketLifecycleConfiguration' : 'PutBucketLifecycleConfiguration';
  if (query.has('location')) return 'GetBucketLocation';
  if (query.has('uploads')) return 'ListMultipartUploads';
  if (method === 'GET') return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  if (method === 'HEAD') return 'HeadBucket';
  if (method === 'POST') return 'DeleteObjects';
  return method === 'DELETE' ? 'DeleteBucket' : 'CreateBucket';
};

const objectOperation = ({ method, query, copies }: Asked): string => {
  const isUpload = query.has('uploadId');
  if (method === 'HEAD') return 'HeadObject';
  if (method === 'GET') {
    if (isUpload) return 'ListParts';
    return query.has('attributes') ? 'GetObjectAttributes' : 'GetObject';
  }
  if (method === 'DELETE') return isUpload ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'POST') return isUpload ? 'CompleteMultipartUpload' : 'CreateMultipartUpload';
  if (isUpload) return copies ? 'UploadPartCopy' : 'UploadPart';
  return copies ? 'CopyObject' : 'PutObject';
};

/** Operation and bucket of a request, by its first line and one header. */
export const s3Operation = (
  method: string,
  url: string,
  copies: boolean,
): { operation: string; resource: string } => {
  const { pathname, searchParams: query } = new URL(url, 'http://local');
  const [bucket = '', ...key] = pathname.slice(1).split('/');
  const resource = decodeURIComponent(bucket);
  if (resource === '') return { operation: 'ListBuckets', resource };
  const asked = { method, query, copies };
  return { operation: (key.join('/') ? objectOperation : bucketOperation)(asked), resource };
};

const lengthOf = (chunk: unknown): number => {
  if (typeof chunk === 'string') return Buffer.byteLength(chunk);
  return chunk instanceof Uint8Array ? chunk.length : 0;
};

/** Bytes of the body that will be sent, without touching it. */
const watchBody = (response: ServerResponse): (() => number) => {
  let bytes = 0;
  for (const name of ['write', 'end'] as const) {
    const send = response[name].bind(response) as (...given: unknown[]) => unknown;
    Object.assign(response, {
      [name]: (...given: unknown[]) => {
        bytes += lengthOf(given[0]);
        return send(...given);
      },
    });
  }
  return () => bytes;
};

/** What a client sends of an object; the SDK may pack it into chunks with signatures. */
const uploadedBytes = ({ headers }: IncomingMessage): number =>
  Number(headers['x-amz-decoded-content-length'] ?? headers['content-length'] ?? 0) || 0;

const UPLOADS = new Set(['PutObject', 'UploadPart']);

/** Counts each request when its answer is out, with the bytes of objects that went either way. */
export const meterS3 =
  (s3: S3, count: (principal: Principal, call: () => Omit<MeteredCall, 'caller'>) => void): S3 =>
  (request, response, principal) => {
    const sentBytes = watchBody(response);
    const answer = s3(request, response, principal);
    const url = request.url ?? '/'; // S3 has brought it into path style
    response.once('close', () =>
      count(principal, () => {
        const copies = request.headers['x-amz-copy-source'] !== undefined;
        const asked = s3Operation(request.method ?? 'GET', url, copies);
        // Without headers the client went away before there was an answer, half of an object sent perhaps.
        const failed = response.statusCode >= 400 || !response.headersSent;
        return {
          service: 's3',
          ...asked,
          ...(failed && { failed: 1 }),
          ...(!failed && UPLOADS.has(asked.operation) && { bytesIn: uploadedBytes(request) }),
          ...(!failed && asked.operation === 'GetObject' && { bytesOut: sentBytes() }),
        };
      }),
    );
    return answer;
  };
