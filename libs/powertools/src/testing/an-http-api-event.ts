import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The parts of a request that tests vary. */
export interface HttpApiEventOverrides {
  /** Default `GET`. */
  method?: string;
  /** Default `/`. */
  path?: string;
  pathParameters?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  /** A string is sent as it is; anything else as JSON with its content type. */
  body?: unknown;
  /** Sends the body the way API Gateway sends binary media types. */
  base64?: boolean;
  /** Default `a-request-id`. */
  requestId?: string;
}

/**
 * An event of an HTTP API route, payload format 2.0.
 *
 * @example
 * anHttpApiEvent({ method: 'POST', path: '/items', body: { name: 'bolt' } });
 */
export function anHttpApiEvent(overrides: HttpApiEventOverrides = {}): APIGatewayProxyEventV2 {
  const { method = 'GET', path = '/', pathParameters, query, body, base64 = false } = overrides;
  const { requestId = 'a-request-id' } = overrides;
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const isJson = body !== undefined && typeof body !== 'string';
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(isJson && { 'content-type': 'application/json' }), ...overrides.headers },
    queryStringParameters: query,
    pathParameters,
    requestContext: {
      accountId: '000000000000',
      apiId: 'an-api',
      domainName: 'an-api.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'an-api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'jest' },
      requestId,
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '01/Jan/2026:00:00:00 +0000',
      timeEpoch: 1_767_225_600_000,
    },
    body: base64 && text !== undefined ? Buffer.from(text).toString('base64') : text,
    isBase64Encoded: base64,
  };
}
