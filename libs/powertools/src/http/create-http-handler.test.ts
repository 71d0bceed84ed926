import * as z from 'zod';
import { aContext } from '../testing/a-context.ts';
import { anHttpApiEvent } from '../testing/an-http-api-event.ts';
import { capturedOutput } from '../testing/captured-output.ts';
import { createHttpHandler, type HttpHandler } from './create-http-handler.ts';
import { Conflict, HttpProblem, NotFound } from './problems.ts';

const item = z.strictObject({
  name: z.string(),
  parts: z.array(z.object({ count: z.int() })).optional(),
});

const echo = createHttpHandler({
  services: () => ({}),
  body: item,
  handle: ({ body }) => ({ status: 200, body }),
});

type Call = {
  statusCode?: number | undefined;
  headers: Record<string, unknown>;
  json: Record<string, unknown>;
  lines: Record<string, unknown>[];
};

const call = async (
  handler: HttpHandler,
  event: Parameters<typeof anHttpApiEvent>[0],
): Promise<Call> => {
  let response: Awaited<ReturnType<HttpHandler>> = {};
  const lines = await capturedOutput(async () => {
    response = await handler(anHttpApiEvent(event), aContext());
  });
  const json = response.body ? (JSON.parse(response.body) as Record<string, unknown>) : {};
  return { statusCode: response.statusCode, headers: response.headers ?? {}, json, lines };
};

const throwing = (error: unknown) =>
  createHttpHandler({
    services: () => ({}),
    handle: () => {
      throw error;
    },
  });

describe('createHttpHandler', () => {
  describe('body', () => {
    it('hands over the validated body and answers as JSON', async () => {
      const { statusCode, headers, json } = await call(echo, {
        method: 'POST',
        body: { name: 'bolt' },
      });
      expect(statusCode).toBe(200);
      expect(headers).toEqual({ 'content-type': 'application/json' });
      expect(json).toEqual({ name: 'bolt' });
    });

    it('decodes a base64 body', async () => {
      const { json } = await call(echo, { body: { name: 'Schraube – groß' }, base64: true });
      expect(json).toEqual({ name: 'Schraube – groß' });
    });

    it.each([
      'application/json; charset=utf-8',
      'application/merge-patch+json',
      'APPLICATION/JSON',
    ])('takes %s', async (type) => {
      const headers = { 'content-type': type };
      expect((await call(echo, { headers, body: '{"name":"bolt"}' })).statusCode).toBe(200);
    });

    it.each([undefined, 'text/plain', 'application/jsonp'])(
      'answers 415 for a body of type %s',
      async (type) => {
        const headers = type ? { 'content-type': type } : undefined;
        const { statusCode, json } = await call(echo, { headers, body: '{"name":"bolt"}' });
        expect(statusCode).toBe(415);
        expect(json).toMatchObject({
          code: 'UNSUPPORTED_MEDIA_TYPE',
          title: 'Unsupported Media Type',
        });
      },
    );

    it.each(['{', '{"__proto__": {}}'])('answers 400 naming the body for %s', async (body) => {
      const headers = { 'content-type': 'application/json' };
      const { statusCode, json } = await call(echo, { headers, body });
      expect(statusCode).toBe(400);
      expect(json).toMatchObject({ code: 'MALFORMED_JSON', errors: [{ field: 'body' }] });
    });

    it.each([undefined, ''])(
      'answers 400 naming the body when it is missing (%j)',
      async (body) => {
        const { statusCode, json } = await call(echo, { method: 'POST', body });
        expect(statusCode).toBe(400);
        expect(json).toMatchObject({ errors: [{ field: 'body' }] });
      },
    );

    it.each([false, true])('answers 413 for a body over its limit (base64: %j)', async (base64) => {
      const handler = createHttpHandler({
        services: () => ({}),
        body: item,
        maxBodyBytes: 16,
        handle: () => ({ status: 204 }),
      });
      expect((await call(handler, { body: { name: 'bolts' }, base64 })).statusCode).toBe(204);
      const { statusCode, json } = await call(handler, { body: { name: 'bolt é' }, base64 });
      expect(statusCode).toBe(413);
      expect(json).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', errors: [{ field: 'body' }] });
    });

    it('leaves a missing body to a schema that does without', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        body: item.optional(),
        handle: ({ body }) => ({ status: 200, body: { given: body !== undefined } }),
      });
      expect((await call(handler, { method: 'POST' })).json).toEqual({ given: false });
    });

    it.each([null, 0, false, ''])('judges %j as a value, not as a missing body', async (value) => {
      const handler = createHttpHandler({
        services: () => ({}),
        body: z.any(),
        handle: ({ body }) => ({ status: 200, body: { body: body as unknown } }),
      });
      const headers = { 'content-type': 'application/json' };
      expect((await call(handler, { headers, body: JSON.stringify(value) })).json).toEqual({
        body: value,
      });
    });

    it('does not look at a body that no schema asks for', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        handle: ({ body }) => ({ status: 200, body: { body: body as unknown } }),
      });
      expect((await call(handler, { body: '{' })).json).toEqual({});
    });
  });

  describe('validation', () => {
    it('names every wrong field of the body, unknown ones included', async () => {
      const { statusCode, json } = await call(echo, {
        body: { parts: [{ count: 1 }, { count: 1.5 }], colour: 'red', size: 1 },
      });
      expect(statusCode).toBe(400);
      expect(json).toMatchObject({
        type: 'about:blank',
        title: 'Bad Request',
        status: 400,
        code: 'VALIDATION_FAILED',
        requestId: 'a-request-id',
      });
      const fields = (json.errors as { field: string }[]).map(({ field }) => field);
      expect(fields.sort()).toEqual(['colour', 'name', 'parts[1].count', 'size']);
    });

    it('names the wrong fields of path, query and headers together', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        pathParameters: z.object({ id: z.uuid() }),
        query: z.object({ limit: z.coerce.number().max(100) }),
        headers: z.object({ 'if-match': z.string() }),
        handle: () => ({ status: 204 }),
      });
      const { json } = await call(handler, {
        pathParameters: { id: '1' },
        query: { limit: '101' },
      });
      const fields = (json.errors as { field: string }[]).map(({ field }) => field);
      expect(fields).toEqual(['id', 'limit', 'if-match']);
    });

    it('hands over what the schemas made of path, query and headers', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        pathParameters: z.object({ id: z.string() }),
        query: z.object({ limit: z.coerce.number().default(20) }),
        headers: z.object({ 'if-match': z.string() }),
        handle: ({ pathParameters, query, headers, requestId }) => ({
          status: 200,
          body: { ...pathParameters, ...query, ...headers, requestId },
        }),
      });
      const { json } = await call(handler, {
        pathParameters: { id: '1' },
        headers: { 'If-Match': '"3"' },
      });
      expect(json).toEqual({ id: '1', limit: 20, 'if-match': '"3"', requestId: 'a-request-id' });
    });

    it('names at most 100 fields, so that the answer stays small', async () => {
      const parts = Array.from({ length: 5_000 }, () => ({ count: 'x' }));
      const { json } = await call(echo, { body: { name: 'bolt', parts } });
      expect(json.errors).toHaveLength(100);
    });
  });

  describe('answers', () => {
    it('passes headers such as ETag and Location through', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        handle: () => ({ status: 201, headers: { ETag: '"1"', Location: '/items/1' }, body: {} }),
      });
      const { headers } = await call(handler, {});
      expect(headers).toEqual({
        'content-type': 'application/json',
        ETag: '"1"',
        Location: '/items/1',
      });
    });

    it('keeps a content type of its own', async () => {
      const headers = { 'Content-Type': 'application/vnd.acado+json' };
      const handler = createHttpHandler({
        services: () => ({}),
        handle: () => ({ status: 200, headers, body: {} }),
      });
      expect((await call(handler, {})).headers).toEqual(headers);
    });

    it('sends bytes as base64', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        handle: () => ({
          status: 200,
          headers: { 'content-type': 'application/pdf' },
          binary: Buffer.from('%PDF'),
        }),
      });
      expect(await handler(anHttpApiEvent(), aContext())).toEqual({
        statusCode: 200,
        headers: { 'content-type': 'application/pdf' },
        body: 'JVBERg==',
        isBase64Encoded: true,
      });
    });

    it('sends no content type without content', async () => {
      const handler = createHttpHandler({ services: () => ({}), handle: () => ({ status: 204 }) });
      expect(await handler(anHttpApiEvent(), aContext())).toEqual({
        statusCode: 204,
        headers: {},
        body: '',
      });
    });
  });

  describe('errors', () => {
    it('maps a problem to problem+json with its headers', async () => {
      const problem = new HttpProblem(429, 'TOO_MANY', 'Later', {
        headers: { 'retry-after': '1' },
      });
      const { statusCode, headers, json } = await call(throwing(problem), {});
      expect(statusCode).toBe(429);
      expect(headers).toEqual({ 'retry-after': '1', 'content-type': 'application/problem+json' });
      expect(json).toEqual({
        type: 'about:blank',
        title: 'Too Many Requests',
        status: 429,
        detail: 'Later',
        code: 'TOO_MANY',
        requestId: 'a-request-id',
      });
    });

    it('lets a problem choose its code', async () => {
      const { json } = await call(throwing(new Conflict('Taken', { code: 'ITEM_EXISTS' })), {});
      expect(json).toMatchObject({ status: 409, code: 'ITEM_EXISTS' });
    });

    it.each([
      ['an error', new Error('secret table name')],
      ['a string', 'secret table name'],
      ['null', null],
    ])('answers %s with a fixed 500 that leaks nothing', async (_, error) => {
      const { statusCode, json } = await call(throwing(error), {});
      expect(statusCode).toBe(500);
      expect(json).toEqual({
        type: 'about:blank',
        title: 'Internal Server Error',
        status: 500,
        detail: 'The request could not be processed',
        code: 'INTERNAL_SERVER_ERROR',
        requestId: 'a-request-id',
      });
    });

    it('answers an invocation by hand that is no request at all', async () => {
      let response: unknown;
      const empty = JSON.parse('{}') as Parameters<HttpHandler>[0];
      await capturedOutput(async () => {
        response = await echo(empty, aContext());
      });
      expect(response).toMatchObject({ statusCode: 400 });
    });

    it('answers 500 when the body of an answer cannot be written as JSON', async () => {
      const handler = createHttpHandler({
        services: () => ({}),
        handle: () => ({ status: 200, body: { n: 1n } }),
      });
      expect((await call(handler, {})).statusCode).toBe(500);
    });

    it('answers 500 when the services cannot be made, and tries again at the next request', async () => {
      let attempts = 0;
      const handler = createHttpHandler({
        services: () => {
          attempts += 1;
          if (attempts === 1) throw new Error('TABLE_NAME is missing');
          return { name: 'ready' };
        },
        handle: (_, services) => ({ status: 200, body: services }),
      });
      expect((await call(handler, {})).statusCode).toBe(500);
      expect((await call(handler, {})).json).toEqual({ name: 'ready' });
      await call(handler, {});
      expect(attempts).toBe(2);
    });
  });

  describe('log', () => {
    it('is silent about a request that goes well', async () => {
      expect((await call(echo, { body: { name: 'bolt' } })).lines).toEqual([]);
    });

    it('says in one line at INFO what was refused, with the correlation id', async () => {
      const { lines } = await call(throwing(new NotFound('Item 1 does not exist')), {});
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({
        level: 'INFO',
        status: 404,
        code: 'NOT_FOUND',
        correlation_id: 'a-request-id',
      });
    });

    it('says in one line at ERROR what failed, with its stack', async () => {
      const { lines } = await call(throwing(new Error('secret')), {});
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({
        level: 'ERROR',
        correlation_id: 'a-request-id',
        error: {
          message: 'secret',
          stack: expect.stringContaining('create-http-handler.test') as string,
        },
      });
    });
  });
});
