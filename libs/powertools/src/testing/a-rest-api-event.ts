import type { APIGatewayProxyEvent } from 'aws-lambda';
import { anHttpApiEvent, type HttpApiEventOverrides } from './an-http-api-event.ts';

const multiple = (values: Record<string, string | undefined>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(values).map(([name, value = '']) => [name, [value]]));

/**
 * An event of a REST API method, payload format 1.0: what is absent is null, and a header keeps the case it came in.
 *
 * @example
 * aRestApiEvent({ method: 'POST', path: '/orders', body: { customerId: 'c-1' } });
 */
export function aRestApiEvent(overrides: HttpApiEventOverrides = {}): APIGatewayProxyEvent {
  const event = anHttpApiEvent(overrides);
  const { http, ...context } = event.requestContext;
  const { method, path, protocol, sourceIp, userAgent } = http;
  const query = overrides.query ?? null;
  return {
    resource: path,
    path,
    httpMethod: method,
    headers: event.headers,
    multiValueHeaders: multiple(event.headers),
    queryStringParameters: query,
    multiValueQueryStringParameters: query && multiple(query),
    pathParameters: event.pathParameters ?? null,
    stageVariables: null,
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      authorizer: null,
      domainName: context.domainName,
      domainPrefix: context.domainPrefix,
      extendedRequestId: 'an-extended-request-id',
      httpMethod: method,
      identity: {
        accessKey: null,
        accountId: null,
        apiKey: null,
        apiKeyId: null,
        caller: null,
        clientCert: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp,
        user: null,
        userAgent,
        userArn: null,
      },
      path: `/dev${path}`,
      protocol,
      requestId: context.requestId,
      requestTime: context.time,
      requestTimeEpoch: context.timeEpoch,
      resourceId: 'a-resource',
      resourcePath: path,
      stage: 'dev',
    },
    body: event.body ?? null,
    isBase64Encoded: event.isBase64Encoded,
  };
}
