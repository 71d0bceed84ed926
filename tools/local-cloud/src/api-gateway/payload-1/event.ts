import { type IncomingMessage } from 'node:http';
import { type EventFacts } from '../event-facts.ts';
import { commonLogTime, CONNECTION_HEADERS, forwardedOf } from '../request.ts';

export type Payload1Facts = EventFacts & {
  stageVariables?: Record<string, string>;
  resourceId: string;
  /** `/orders/{id}` */
  resourcePath: string;
  path: string;
  /** With the stage, if the URL has it. */
  contextPath: string;
  requestId: string;
  authorizer?: object;
  deploymentId?: string;
  /** Of a caller who signed the request. */
  identity?: Partial<Record<IdentityField, string>>;
};

type IdentityField = (typeof IDENTITY_FIELDS)[number];

const IDENTITY_FIELDS = [
  ...(['accessKey', 'accountId', 'caller', 'cognitoAuthenticationProvider'] as const),
  ...(['cognitoAuthenticationType', 'cognitoIdentityId', 'cognitoIdentityPoolId'] as const),
  ...(['principalOrgId', 'user', 'userArn'] as const),
];

/** The event of payload format 1.0 for a request; what it has none of is `null`. */
export const payload1Event = (facts: Payload1Facts): object => {
  const { exchange, body, isBase64Encoded, accountId, apiId, stage, resourcePath } = facts;
  const { request, query, extendedRequestId } = exchange;
  const headers = headersOf(request);
  const parameters = grouped(new URLSearchParams(query));
  const now = new Date();
  return {
    resource: resourcePath,
    path: facts.path,
    httpMethod: request.method,
    headers: lastOf(headers),
    multiValueHeaders: orNull(headers),
    queryStringParameters: lastOf(parameters),
    multiValueQueryStringParameters: orNull(parameters),
    pathParameters: facts.pathParameters ?? null,
    stageVariables: facts.stageVariables ?? null,
    requestContext: {
      resourceId: facts.resourceId,
      ...(facts.authorizer && { authorizer: facts.authorizer }),
      resourcePath,
      httpMethod: request.method,
      extendedRequestId,
      requestTime: commonLogTime(now),
      path: facts.contextPath,
      accountId,
      protocol: `HTTP/${request.httpVersion}`,
      stage,
      domainPrefix: apiId,
      requestTimeEpoch: now.getTime(),
      requestId: facts.requestId,
      identity: {
        ...Object.fromEntries(IDENTITY_FIELDS.map((field) => [field, null])),
        ...facts.identity,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: request.headers['user-agent'] ?? null,
      },
      domainName: request.headers.host ?? '',
      ...(facts.deploymentId !== undefined && { deploymentId: facts.deploymentId }),
      apiId,
    },
    body: body.length > 0 ? body.toString(isBase64Encoded ? 'base64' : 'utf8') : null,
    isBase64Encoded,
  };
};

/** API Gateway spells these its own way, whatever the client wrote. */
const SPELLING: Record<string, string> = {
  authorization: 'Authorization',
  host: 'Host',
  'user-agent': 'User-Agent',
  'x-forwarded-for': 'X-Forwarded-For',
  'x-forwarded-port': 'X-Forwarded-Port',
  'x-forwarded-proto': 'X-Forwarded-Proto',
};

/** By the name as it was first written. */
const headersOf = (request: IncomingMessage): Map<string, string[]> => {
  const spelt = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [name = '', value = ''] = request.rawHeaders.slice(index, index + 2);
    const key = name.toLowerCase();
    if (CONNECTION_HEADERS.has(key) || key === 'content-length') continue;
    const spelling = spelt.get(key) ?? SPELLING[key] ?? name;
    spelt.set(key, spelling);
    pairs.push([spelling, value]);
  }
  const headers = grouped(pairs);
  const forwarded = forwardedOf(request);
  headers.set('X-Forwarded-For', [forwarded.for]);
  headers.set('X-Forwarded-Port', [forwarded.port]);
  headers.set('X-Forwarded-Proto', [forwarded.proto]);
  return headers;
};

const grouped = (pairs: Iterable<[string, string]>): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const [name, value] of pairs) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
};

const orNull = (groups: Map<string, string[]>): Record<string, string[]> | null =>
  groups.size > 0 ? Object.fromEntries(groups) : null;

/** Of several values, the last one. */
const lastOf = (groups: Map<string, string[]>): Record<string, string> | null =>
  groups.size > 0
    ? Object.fromEntries([...groups].map(([name, values]) => [name, values.at(-1) ?? '']))
    : null;
