import httpJsonBodyParser from '@middy/http-json-body-parser';
import type middy from '@middy/core';
import type { ApiEvent } from './api-event.ts';
import { BadRequest, PayloadTooLarge, UnsupportedMediaType } from './problems.ts';

type Middleware = middy.MiddlewareObj<ApiEvent>;

const statusOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'statusCode') : undefined;

const sizeOf = ({ body, isBase64Encoded }: ApiEvent): number =>
  Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

/**
 * middy's body parser, with its errors in our words; a request without a body is left to the schema.
 *
 * @param maxBytes A larger body is refused unread: parsing and judging one costs far more than its sender pays.
 */
export function jsonBody(maxBytes = Infinity): Middleware {
  const parser = httpJsonBodyParser<ApiEvent>();
  return {
    before: (request) => {
      if (!request.event.body) {
        // A REST API sends null, which is a value in JSON.
        Object.assign(request.event, { body: undefined });
        return;
      }
      if (sizeOf(request.event) > maxBytes) {
        throw new PayloadTooLarge(`The body may have ${maxBytes} bytes at most`, {
          errors: [{ field: 'body', message: `Too large: expected at most ${maxBytes} bytes` }],
        });
      }
      try {
        parser.before?.(request);
      } catch (error) {
        if (statusOf(error) === 415) {
          const detail = 'Send the body as application/json';
          const errors = [{ field: 'content-type', message: 'Expected application/json' }];
          throw new UnsupportedMediaType(detail, { errors, cause: error });
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
