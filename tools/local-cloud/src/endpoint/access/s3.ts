import { type AwsRequest } from '../../aws-api.ts';
import { type Access } from './access.ts';

type S3Request = Pick<AwsRequest, 'method' | 'path' | 'query' | 'headers'>;

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `/bucket/some/key` → its parts, decoded. */
const bucketAndKey = (path: string): { bucket: string; key: string } => {
  const [bucket = '', ...key] = path.slice(1).split('/');
  return { bucket: decode(bucket), key: decode(key.join('/')) };
};

const objectAction = ({ method, query }: S3Request): string => {
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'GET' && query.has('uploadId')) return 'ListMultipartUploadParts';
  if (method === 'GET' && query.has('attributes')) return 'GetObjectAttributes';
  return method === 'GET' || method === 'HEAD' ? 'GetObject' : 'PutObject';
};

const bucketAction = ({ method, query }: S3Request): string => {
  if (query.has('lifecycle'))
    return method === 'GET' ? 'GetLifecycleConfiguration' : 'PutLifecycleConfiguration';
  if (query.has('location')) return 'GetBucketLocation';
  if (method === 'GET' || method === 'HEAD') return 'ListBucket';
  if (method === 'POST') return 'DeleteObject';
  return method === 'DELETE' ? 'DeleteBucket' : 'CreateBucket';
};

/** The permissions of an S3 request, which its first line and headers tell; the body is never needed. */
export const s3Access = (request: S3Request): Access[] => {
  const { bucket, key } = bucketAndKey(request.path);
  if (!bucket) return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (!key) {
    const action = `s3:${bucketAction(request)}`;
    // DeleteObjects names its keys in the body: the caller must be allowed to delete any of the bucket.
    const deletes = action === 's3:DeleteObject';
    return [{ action, resource: `arn:aws:s3:::${bucket}${deletes ? '/*' : ''}` }];
  }
  const access = [
    { action: `s3:${objectAction(request)}`, resource: `arn:aws:s3:::${bucket}/${key}` },
  ];
  const source = request.headers['x-amz-copy-source'];
  if (source)
    access.push({
      action: 's3:GetObject',
      resource: `arn:aws:s3:::${decode(source.replace(/^\//, '').split('?')[0] ?? '')}`,
    });
  return access;
};
