import { type IncomingMessage } from 'node:http';
import { type EventFacts } from '../event-facts.ts';
import { type Authorization } from '../http/types.ts';
import { commonLogTime, CONNECTION_HEADERS, forwardedOf } from '../request.ts';

export type Payload2Facts = EventFacts & {
  routeKey: string;
  authorization?: Authorization;
};

/** The event of payload format 2.0 for a request. */
export const payload2Event = (facts: Payload2Facts): object => {
  const { exchange, body, isBase64Encoded, accountId, apiId, stage, routeKey } = facts;
  const { request, query, extendedRequestId } = exchange;
  const { headers, cookies } = headersOf(request, body.length);
  const path = decodeURIComponent(exchange.path);
  const now = new Date();
  const queryStringParameters = queryOf(query);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId,
      apiId,
      ...(facts.authorization && { authorizer: { jwt: facts.authorization } }),
      domainName: headers.host ?? '',
      domainPrefix: apiId,
      http: {
        method: request.method,
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: extendedRequestId,
      routeKey,
      stage,
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(facts.pathParameters && { pathParameters: facts.pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
};

/** In lower case, repeated ones joined by commas; cookies have a field of their own. */
const headersOf = (request: IncomingMessage, bodyBytes: number) => {
  const headers: Record<string, string> = {};
  for (const [name, values = []] of Object.entries(request.headersDistinct))
    if (!CONNECTION_HEADERS.has(name) && name !== 'cookie') headers[name] = values.join(',');
  if (bodyBytes > 0) headers['content-length'] = String(bodyBytes);
  for (const [name, value] of Object.entries(forwardedOf(request)))
    headers[`x-forwarded-${name}`] = value;
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
