import { type IncomingMessage } from 'node:http';
import { type RouteMatch } from './router.ts';

export type RequestFacts = {
  request: IncomingMessage;
  body: Buffer;
  match: RouteMatch;
  requestId: string;
  accountId: string;
  apiId: string;
  authorizer?: { jwt: { claims: Record<string, string>; scopes: string[] | null } };
};

/** The event of payload format 2.0 for a request. */
export const requestEvent = (facts: RequestFacts): object => {
  const { request, body, match, requestId, accountId, apiId, authorizer } = facts;
  const { path, query } = splitUrl(request);
  const { headers, cookies } = headersOf(request, body.length);
  const now = new Date();
  const host = headers.host ?? '';
  const isBase64Encoded = body.length > 0 && !isText(headers);
  const queryStringParameters = queryOf(query);
  return {
    version: '2.0',
    routeKey: match.route.routeKey,
    rawPath: decodeURIComponent(path),
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId,
      apiId,
      ...(authorizer && { authorizer }),
      domainName: host,
      domainPrefix: apiId,
      http: {
        method: request.method,
        path: decodeURIComponent(path),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(match.pathParameters && { pathParameters: match.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
};

export const splitUrl = ({ url = '/' }: IncomingMessage): { path: string; query: string } => {
  // A proxy-style request line (`GET http://host/path`) carries the whole URL.
  const target = url.startsWith('/') ? url : url.replace(/^[a-z]+:\/\/[^/?]*/i, '');
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark < 0 ? '' : target.slice(mark + 1) };
};

/** Not handed on: headers of the connection, and cookies, which have a field of their own. */
const NOT_HANDED_ON = new Set([
  ...['connection', 'expect', 'keep-alive', 'proxy-connection', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'cookie'],
]);

const headersOf = (request: IncomingMessage, bodyBytes: number) => {
  const headers: Record<string, string> = {};
  for (const [name, values = []] of Object.entries(request.headersDistinct))
    if (!NOT_HANDED_ON.has(name)) headers[name] = values.join(',');
  if (bodyBytes > 0) headers['content-length'] = String(bodyBytes);
  const address = request.socket.remoteAddress ?? '';
  const before = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = before === undefined ? address : `${before}, ${address}`;
  headers['x-forwarded-port'] = String(request.socket.localPort ?? '');
  headers['x-forwarded-proto'] = 'http';
  const cookies = (request.headersDistinct.cookie ?? [])
    .flatMap((cookie) => cookie.split(';'))
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie !== '');
  return { headers, cookies };
};

/** A name that comes several times has its values joined by commas. */
const queryOf = (query: string): Record<string, string> | undefined => {
  if (query === '') return undefined;
  const values = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
};

const TEXT_TYPES =
  /^(text\/|application\/(json|javascript|xml|graphql)\b|application\/[^;]*\+(json|xml)\b)/i;

/** API Gateway hands on as text what it knows as text; anything else, forms included, arrives in base64. */
const isText = (headers: Record<string, string>): boolean => {
  const encoding = headers['content-encoding'] ?? 'identity';
  const type = headers['content-type'];
  return encoding === 'identity' && (type === undefined || TEXT_TYPES.test(type.trim()));
};

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `12/Mar/2020:19:03:58 +0000` */
const commonLogTime = (date: Date): string => {
  const [year = '', , day = ''] = date.toISOString().slice(0, 10).split('-');
  const time = date.toISOString().slice(11, 19);
  return `${day}/${MONTHS[date.getUTCMonth()]}/${year}:${time} +0000`;
};
