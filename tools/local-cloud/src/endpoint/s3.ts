import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type AwsResponse } from '../aws-api.ts';
import { type Engine } from '../engines/engine.ts';
import { type Iam, type Principal } from '../iam/types.ts';
import { s3Access } from './access/s3.ts';
import { denialOf } from './authorize.ts';
import { errorAnswer } from './errors.ts';

/** Sub-resources that the engine would overlook, answering as if the plain bucket or object had been asked for. */
const UNKNOWN_SUBRESOURCES = [
  'accelerate',
  'acl',
  'analytics',
  'cors',
  'encryption',
  'intelligent-tiering',
  'inventory',
  'legal-hold',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'ownershipControls',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'restore',
  'retention',
  'select',
  'tagging',
  'torrent',
  'versioning',
  'versions',
  'website',
];

/** `http://bucket.localhost/key` and `http://bucket.s3.localhost/key` → `/bucket/key`. */
export const pathStyle = (host: string, url: string): string => {
  const [hostname = ''] = host.split(':');
  const bucket = /^(.+?)(?:\.s3(?:[.-][^.]+)*)?\.localhost$/.exec(hostname)?.[1];
  return bucket === undefined || bucket === 's3' ? url : `/${bucket}${url}`;
};

const LOCATION = `<?xml version="1.0" encoding="UTF-8"?>
<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>`;

/** S3 in front of its engine: addressing, permissions, and an honest answer for what the engine doesn't know. */
export const createS3 = ({
  engine,
  iam,
  accountId,
}: {
  engine: Engine;
  iam: Iam;
  accountId: string;
}) => {
  const answerBefore = (
    request: IncomingMessage,
    path: string,
    query: URLSearchParams,
    principal: Principal,
  ): AwsResponse | undefined => {
    const method = request.method ?? 'GET';
    const copySource = request.headers['x-amz-copy-source'];
    const denial = denialOf(
      iam,
      principal,
      s3Access({
        method,
        path,
        query,
        headers: typeof copySource === 'string' ? { 'x-amz-copy-source': copySource } : {},
      }),
      { protocol: 's3', code: 'AccessDenied', status: 403, formatResource: (arn) => `"${arn}"` },
      accountId,
    );
    if (denial) return denial;
    if (method === 'GET' && query.has('location'))
      return { status: 200, headers: { 'content-type': 'application/xml' }, body: LOCATION };
    const unknown = UNKNOWN_SUBRESOURCES.find((name) => query.has(name));
    if (unknown === undefined) return undefined;
    return errorAnswer('s3', {
      code: 'NotImplemented',
      message: `The local cloud's S3 does not have ?${unknown}.`,
      status: 501,
    });
  };

  /** Answers the request itself, or hands it to the engine and returns nothing. */
  return (
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
  ): AwsResponse | undefined => {
    request.url = pathStyle(request.headers.host ?? '', request.url ?? '/');
    request.headers.host = '127.0.0.1'; // the engine rewrites by host too
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const answer = answerBefore(request, pathname, searchParams, principal);
    if (!answer) engine.listener(request, response);
    return answer;
  };
};
