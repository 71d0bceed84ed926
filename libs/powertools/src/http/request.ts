import type { $ZodType, output } from 'zod/v4/core';
import { type FieldError, validate } from '../validate.ts';
import type { ApiEvent } from './api-event.ts';
import { BadRequest } from './problems.ts';

type Schema = $ZodType;
type Parsed<S extends Schema | undefined, Absent> = S extends Schema ? output<S> : Absent;

/** The schemas of a request's parts; a part without one is handed over as it came, the body is not handed over at all. */
export interface RequestSchemas<
  Body extends Schema | undefined,
  Path extends Schema | undefined,
  Query extends Schema | undefined,
  Headers extends Schema | undefined,
> {
  body?: Body;
  pathParameters?: Path;
  query?: Query;
  /** Header names are lower case. */
  headers?: Headers;
}

/** A request whose parts passed their schemas. */
export interface HttpRequest<
  Body extends Schema | undefined = undefined,
  Path extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Headers extends Schema | undefined = undefined,
> {
  body: Parsed<Body, undefined>;
  pathParameters: Parsed<Path, Record<string, string | undefined>>;
  query: Parsed<Query, Record<string, string | undefined>>;
  headers: Parsed<Headers, Record<string, string | undefined>>;
  /** API Gateway's id of the request; also in every log line of it, as `correlation_id`. */
  requestId: string;
  /** As it came, but for headers and query: those are as an HTTP API gives them. */
  event: ApiEvent;
}

/** API Gateway's id of a request; empty when someone invokes the function by hand without one. */
export const requestIdOf = (event: Partial<ApiEvent> | null): string =>
  event?.requestContext?.requestId ?? '';

/**
 * Validates those parts of a normalised request that have a schema and names every field that is wrong, of all parts at
 * once.
 *
 * @throws {BadRequest}
 */
export function parseRequest<
  Body extends Schema | undefined,
  Path extends Schema | undefined,
  Query extends Schema | undefined,
  Headers extends Schema | undefined,
>(
  event: ApiEvent,
  body: unknown,
  schemas: RequestSchemas<Body, Path, Query, Headers>,
): HttpRequest<Body, Path, Query, Headers> {
  const errors: FieldError[] = [];
  const parse = (schema: Schema | undefined, value: unknown, name: string): unknown => {
    if (!schema) return value;
    const validated = validate(schema, value, name);
    errors.push(...(validated.errors ?? []));
    return validated.data;
  };
  const parts = {
    body: schemas.body && parse(schemas.body, body, 'body'),
    pathParameters: parse(schemas.pathParameters, event.pathParameters ?? {}, 'path'),
    query: parse(schemas.query, event.queryStringParameters ?? {}, 'query'),
    headers: parse(schemas.headers, event.headers, 'headers'),
  };
  if (errors.length > 0) {
    throw new BadRequest('The request has invalid fields', { code: 'VALIDATION_FAILED', errors });
  }
  // The parts were parsed by the very schemas their types are inferred from.
  return { ...parts, requestId: requestIdOf(event), event } as HttpRequest<
    Body,
    Path,
    Query,
    Headers
  >;
}
