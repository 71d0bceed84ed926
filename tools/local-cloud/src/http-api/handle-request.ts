import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { prettifyError, ZodError } from 'zod';
import { AwsError } from '../aws-api.ts';
import {
  BAD_REQUEST,
  INTERNAL_ERROR,
  NOT_FOUND,
  TOO_LARGE,
  TOO_MANY_REQUESTS,
  UNAVAILABLE,
} from './answers.ts';
import { createCors } from './cors.ts';
import { functionAnswer } from './function-answer.ts';
import { type createJwtAuthorizer } from './jwt-authorizer.ts';
import { readBody } from './read-body.ts';
import { requestEvent, splitUrl } from './request-event.ts';
import { type RouteMatch, createRouter } from './router.ts';
import { createThrottle } from './throttle.ts';
import {
  type GatewayAnswer,
  type HttpApiDefinition,
  type HttpApiGatewayOptions,
  type HttpApiRoute,
} from './types.ts';

/** HTTP APIs wait for an integration no longer than this. */
const LONGEST_INTEGRATION_MS = 30_000;
const CUT_OFF_AFTER_MS = 5_000;

export type ApiOptions = Pick<
  HttpApiGatewayOptions,
  'context' | 'lambda' | 'mayInvoke' | 'onRequest'
> & {
  authorize: ReturnType<typeof createJwtAuthorizer>;
  definition: HttpApiDefinition;
};

/** What one HTTP API does with a request, from the route to the answer. */
export const createRequestHandler = ({
  context,
  lambda,
  mayInvoke,
  onRequest,
  authorize,
  definition,
}: ApiOptions): RequestListener => {
  const { apiId, name } = definition;
  const selectRoute = createRouter(definition.routes);
  const mayPass = createThrottle(definition.throttling);
  const cors = createCors(definition.cors);

  /** `GET /items/{id}` → `…/$default/GET/items/{id}`. */
  const routeArn = (routeKey: string): string =>
    `arn:aws:execute-api:${context.region}:${context.accountId}:${apiId}/$default/${routeKey.replace(' ', '')}`;

  const respond = async (request: IncomingMessage, requestId: string): Promise<GatewayAnswer> => {
    const match = select(request);
    if (!match) return NOT_FOUND;
    if (match === 'malformed') return BAD_REQUEST;
    if (!mayPass()) return TOO_MANY_REQUESTS;
    const { authorizer } = match.route;
    const result = authorizer && (await authorize(match.route, authorizer, request));
    if (result && 'refusal' in result) return result.refusal;
    const body = await readBody(request);
    if (body === 'too large') return TOO_LARGE;
    const event = requestEvent({
      ...{ request, body, match, requestId, apiId },
      accountId: context.accountId,
      authorizer: result?.authorization,
    });
    const startedAt = performance.now();
    const given = await invoke(match.route, Buffer.from(JSON.stringify(event)));
    return { ...given, integrationLatencyMs: performance.now() - startedAt };
  };

  const select = (request: IncomingMessage): RouteMatch | 'malformed' | undefined => {
    try {
      const { path } = splitUrl(request);
      decodeURIComponent(path);
      return selectRoute(request.method ?? '', path);
    } catch {
      return 'malformed';
    }
  };

  const invoke = async (route: HttpApiRoute, event: Buffer): Promise<GatewayAnswer> => {
    const { routeKey, functionName } = route;
    if (!mayInvoke(functionName, routeArn(routeKey))) {
      const needed = 'no AWS::Lambda::Permission allows apigateway.amazonaws.com';
      context.report('error', name, `${routeKey} may not invoke ${functionName}: ${needed}`);
      return INTERNAL_ERROR;
    }
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<'timeout'>((resolve) => {
      const limitMs = Math.min(route.timeoutMs, LONGEST_INTEGRATION_MS);
      timer = setTimeout(() => resolve('timeout'), limitMs).unref();
    });
    try {
      const result = await Promise.race([lambda.invoke(functionName, event), timeout]);
      if (result === 'timeout') return UNAVAILABLE;
      return result.functionError === undefined ? functionAnswer(result.payload) : INTERNAL_ERROR;
    } catch (error) {
      if (error instanceof AwsError) return refusedInvocation(error);
      const problem = `the result of ${functionName} is no HTTP answer`;
      context.report('warn', name, `${routeKey}: ${problem}: ${reasonOf(error)}`);
      return INTERNAL_ERROR;
    } finally {
      clearTimeout(timer);
    }
  };

  /** Never rejects. */
  const answer = async (request: IncomingMessage, requestId: string): Promise<GatewayAnswer> => {
    const preflight = cors.preflight(request.method, request.headers);
    if (preflight) return preflight;
    const given = await respond(request, requestId).catch((error: unknown) => {
      if (!request.destroyed) context.report('error', name, String(error));
      return INTERNAL_ERROR;
    });
    return cors.addHeaders(given, request.headers.origin);
  };

  return (request, response) => {
    const requestId = newRequestId();
    const startedAt = performance.now();
    request.on('error', () => undefined); // a client that goes away in the middle is no error of ours
    answer(request, requestId)
      .then(async (given) => {
        if (given.status === TOO_LARGE.status) await readOn(request);
        send(response, given, requestId);
        const { status, integrationLatencyMs } = given;
        const latencyMs = performance.now() - startedAt;
        onRequest?.({ apiId, status, latencyMs, integrationLatencyMs });
      })
      .catch((error: unknown) => {
        context.report('error', name, String(error));
        response.destroy();
      });
  };
};

const reasonOf = (error: unknown): string => {
  if (error instanceof ZodError) return prettifyError(error).replaceAll('\n', ' ');
  return error instanceof Error ? error.message : String(error);
};

const refusedInvocation = (error: AwsError): GatewayAnswer => {
  if (error.code === 'TooManyRequestsException') return UNAVAILABLE;
  return error.code === 'RequestEntityTooLargeException' ? TOO_LARGE : INTERNAL_ERROR;
};

/** Lets a client that still sends come to its end, within bounds: it would be reset before it sees the answer. */
const readOn = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || request.destroyed) return resolve();
    const cut = setTimeout(resolve, CUT_OFF_AFTER_MS);
    request.once('close', () => {
      clearTimeout(cut);
      resolve();
    });
    request.resume();
  });

const send = (
  response: ServerResponse,
  { status, headers, body }: GatewayAnswer,
  requestId: string,
): void => {
  const content = typeof body === 'string' ? Buffer.from(body) : body;
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, {
    ...headers,
    'apigw-requestid': requestId,
    ...(hasBody && { 'content-length': content.length }),
    ...(!response.req.complete && { connection: 'close' }),
  });
  response.end(hasBody ? content : undefined);
};

/** Sixteen characters of base64, as API Gateway's ids look. */
const newRequestId = (): string => `${randomBytes(11).toString('base64').slice(0, 15)}=`;
