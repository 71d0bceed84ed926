import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { $ZodType } from 'zod/v4/core';
import { instrumented } from '../middleware.ts';
import { once } from '../once.ts';
import { logger } from '../telemetry.ts';
import { type ApiEvent, normalised } from './api-event.ts';
import { jsonBody } from './json-body.ts';
import { problemJson } from './problem-json.ts';
import { type HttpRequest, parseRequest, requestIdOf, type RequestSchemas } from './request.ts';
import { type HttpResult, internalServerError, toProblemResponse, toResponse } from './response.ts';

type Schema = $ZodType;

/** A Lambda handler for a route of an HTTP API (payload format 2.0) or a method of a REST API (1.0). */
export type HttpHandler = (
  event: ApiEvent,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** What an HTTP handler is made of. */
export interface HttpHandlerOptions<
  Services,
  Body extends Schema | undefined,
  Path extends Schema | undefined,
  Query extends Schema | undefined,
  Headers extends Schema | undefined,
> extends RequestSchemas<Body, Path, Query, Headers> {
  /** Largest body in bytes; a larger one is answered with 413. Default: what Lambda takes, about 6 MB. */
  maxBodyBytes?: number;
  /** Builds what the handler needs (clients, stores); runs once per execution environment, at its first valid request. */
  services: () => Services | Promise<Services>;
  handle: (
    request: HttpRequest<Body, Path, Query, Headers>,
    services: Services,
  ) => Promise<HttpResult> | HttpResult;
}

/**
 * Makes the Lambda handler of an HTTP API route or a REST API method: context for the logger, metrics, JSON body,
 * validation, `handle`, and one mapping from errors to problem+json. It never rejects: an unknown error is logged with
 * its stack and answered with a fixed 500.
 *
 * @example
 * export const handler = createHttpHandler({
 *   services: () => ({ items: createItemStore(parseConfig()) }),
 *   pathParameters: z.object({ id: z.uuid() }),
 *   handle: async ({ pathParameters }, { items }) => ({ status: 200, body: await items.get(pathParameters.id) }),
 * });
 */
export function createHttpHandler<
  Services,
  Body extends Schema | undefined = undefined,
  Path extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Headers extends Schema | undefined = undefined,
>(options: HttpHandlerOptions<Services, Body, Path, Query, Headers>): HttpHandler {
  const services = once(options.services);
  const stack = instrumented<ApiEvent, APIGatewayProxyStructuredResultV2>()
    .use(problemJson())
    .before(({ event }) => logger.setCorrelationId(requestIdOf(event)));
  if (options.body) stack.use(jsonBody(options.maxBodyBytes));
  stack.handler(async (event: ApiEvent) => {
    const request = parseRequest(event, event.body, options);
    return toResponse(await options.handle(request, await services()));
  });
  return async (event, context) => {
    try {
      return await stack(normalised(event), context);
    } catch (error) {
      // Only the stack itself is left to fail here, such as a metric that cannot be written.
      logger.error('Request failed', { error });
      return toProblemResponse(internalServerError(), requestIdOf(event));
    }
  };
}
