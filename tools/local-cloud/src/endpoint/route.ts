import { type IncomingMessage } from 'node:http';

/** What a request says about itself before its body is read. */
export type Route = {
  /** SigV4 service name: `dynamodb`, `sqs`, `s3`, `events`, `lambda`, `sns`, `sts`, or whatever was signed for. */
  service: string | undefined;
  /** `undefined` for an unsigned request. */
  accessKeyId: string | undefined;
};

const TARGETS: Record<string, string> = {
  DynamoDB_20120810: 'dynamodb',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  Logs_20140328: 'logs',
  GraniteServiceVersion20100801: 'monitoring',
};

const PATHS: [RegExp, string][] = [
  [/^\/20\d\d-\d\d-\d\d\/(functions|event-source-mappings)(\/|$)/, 'lambda'],
];

/** `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, …` or its query string form. */
export const credentialOf = (
  request: IncomingMessage,
  query: URLSearchParams,
): string | undefined =>
  /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1] ??
  query.get('X-Amz-Credential') ??
  undefined;

/** Which service a request is for, by its signature first, then by its target, host and path. */
export const routeOf = (request: IncomingMessage, path: string, query: URLSearchParams): Route => {
  const credential = credentialOf(request, query)?.split('/');
  const signed = credential?.at(-2);
  const target = request.headers['x-amz-target'];
  const byTarget = typeof target === 'string' ? TARGETS[target.split('.')[0] ?? ''] : undefined;
  const byPath = PATHS.find(([pattern]) => pattern.test(path))?.[1];
  // Without any sign of a service, GET, PUT and HEAD of a path can only be meant for S3.
  const guessed = request.method !== 'POST' && path !== '/' ? 's3' : undefined;
  return {
    service: signed ?? byTarget ?? byPath ?? guessed,
    accessKeyId: credential?.[0] && decodeURIComponent(credential[0]),
  };
};
