import httpJsonBodyParser from '@middy/http-json-body-parser';
import type middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { BadRequest, UnsupportedMediaType } from './problems.ts';

type Middleware = middy.MiddlewareObj<APIGatewayProxyEventV2>;

const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;

/** middy's body parser, with its errors in our words; a request without a body is left to the schema. */
export function jsonBody(): Middleware {
  const parser = httpJsonBodyParser<APIGatewayProxyEventV2>();
  return {
    before: (request) => {
      if (!request.event.body) {
        request.event.body = undefined;
        return;
      }
      try {
        parser.before?.(request);
      } catch (error) {
        if (statusOf(error) === 415) {
          throw new UnsupportedMediaType('Send the body as application/json', { cause: error });
        }
        throw new BadRequest('The body is not valid JSON', {
          code: 'MALFORMED_JSON',
          errors: [{ field: 'body', message: 'Invalid JSON' }],
          cause: error,
        });
      }
    },
  };
}
