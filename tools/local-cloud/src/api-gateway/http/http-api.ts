import { type IncomingMessage } from 'node:http';
import { createIntegration, type Failure } from '../integrate.ts';
import { payload1Answer } from '../payload-1/answer.ts';
import { payload1Event } from '../payload-1/event.ts';
import { payload2Answer } from '../payload-2/answer.ts';
import { payload2Event } from '../payload-2/event.ts';
import { readBody } from '../read-body.ts';
import { createRouter, type RouteMatch } from '../router.ts';
import { type Api, type Exchange } from '../serve.ts';
import { createThrottle } from '../throttle.ts';
import { type ApiGatewayOptions, type GatewayAnswer } from '../types.ts';
import {
  BAD_REQUEST,
  INTERNAL_ERROR,
  NOT_FOUND,
  TOO_LARGE,
  TOO_MANY_REQUESTS,
  UNAVAILABLE,
} from './answers.ts';
import { createCors } from './cors.ts';
import { isText } from './is-text.ts';
import { type createJwtAuthorizer } from './jwt-authorizer.ts';
import { type Authorization, type HttpApiDefinition, type HttpApiRoute } from './types.ts';

/** HTTP APIs wait for an integration no longer than this. */
const LONGEST_INTEGRATION_MS = 30_000;
const STAGE = '$default';

const FAILURES: Record<Failure, GatewayAnswer> = {
  notPermitted: INTERNAL_ERROR,
  timeout: UNAVAILABLE,
  throttled: UNAVAILABLE,
  tooLarge: TOO_LARGE,
  rejected: INTERNAL_ERROR,
  functionFailed: INTERNAL_ERROR,
  noAnswer: INTERNAL_ERROR,
};

/** What one HTTP API does with a request, from the route to the answer. */
export const createHttpApi = (
  options: ApiGatewayOptions,
  authorize: ReturnType<typeof createJwtAuthorizer>,
  definition: HttpApiDefinition,
): Api => {
  const { region, accountId } = options.context;
  const { apiId, name } = definition;
  const select = createSelection(definition);
  const mayPass = createThrottle(definition.throttling);
  const cors = createCors(definition.cors);
  const integrate = createIntegration(options, name, FAILURES);

  const invoke = (
    exchange: Exchange,
    { route, pathParameters }: RouteMatch<HttpApiRoute>,
    body: Buffer,
    authorization: Authorization | undefined,
  ): Promise<GatewayAnswer> => {
    const { routeKey, functionName, timeoutMs } = route;
    const integration = {
      functionName,
      timeoutMs: Math.min(timeoutMs, LONGEST_INTEGRATION_MS),
      name: routeKey,
      // `GET /items/{id}` → `…/$default/GET/items/{id}`
      sourceArn: `arn:aws:execute-api:${region}:${accountId}:${apiId}/${STAGE}/${routeKey.replace(' ', '')}`,
    };
    const isBase64Encoded = body.length > 0 && !isText(exchange.request.headers);
    const facts = {
      ...{ exchange, body, isBase64Encoded, accountId, apiId, stage: STAGE },
      ...{ routeKey, pathParameters },
    };
    if (route.payloadFormatVersion === '2.0')
      return integrate(
        exchange,
        integration,
        payload2Event({ ...facts, authorization }),
        payload2Answer,
      );
    const resourcePath = routeKey.split(' ').at(-1) ?? routeKey;
    const path = decodeURIComponent(exchange.path);
    const event = payload1Event({
      ...{ ...facts, resourcePath, path, contextPath: path, resourceId: routeKey },
      requestId: exchange.extendedRequestId,
      authorizer: authorization ?? { claims: null, scopes: null },
    });
    return integrate(exchange, integration, { version: '1.0', ...event }, (payload) =>
      payload1Answer(payload, 'text/plain;charset=utf-8'),
    );
  };

  const respond = async (exchange: Exchange): Promise<GatewayAnswer> => {
    exchange.observed.stage = STAGE;
    const match = select(exchange);
    if (!match) return NOT_FOUND;
    if (match === 'malformed') return BAD_REQUEST;
    if (!mayPass()) return TOO_MANY_REQUESTS;
    const { authorizer } = match.route;
    const result = authorizer && (await authorize(match.route, authorizer, exchange.request));
    if (result && 'refusal' in result) return result.refusal;
    const body = await readBody(exchange);
    if (body === 'too large') return TOO_LARGE;
    return invoke(exchange, match, body, result?.authorization);
  };

  return {
    preflight: ({ method, headers }: IncomingMessage) => cors.preflight(method, headers),
    respond,
    internalError: INTERNAL_ERROR,
    finish: (answer, { headers }) => cors.addHeaders(answer, headers.origin),
    idHeaders: ({ extendedRequestId }) => ({ 'apigw-requestid': extendedRequestId }),
  };
};

/** The route of a request; `$default` when no other matches. */
const createSelection = ({ name, routes }: HttpApiDefinition) => {
  const fallback = routes.find(({ routeKey }) => routeKey === '$default');
  const selectRoute = createRouter(
    routes
      .filter((route) => route !== fallback)
      .map((route) => {
        const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(route.routeKey) ?? [];
        if (method === undefined || path === undefined)
          throw new Error(`${name}: "${route.routeKey}" is no route key of an HTTP API`);
        return { ...route, method, path };
      }),
    { otherMethod: 'next path', parameters: 'decoded' },
  );

  return ({ request, path }: Exchange): RouteMatch<HttpApiRoute> | 'malformed' | undefined => {
    try {
      return selectRoute(request.method ?? '', path) ?? (fallback && { route: fallback });
    } catch {
      return 'malformed';
    }
  };
};
