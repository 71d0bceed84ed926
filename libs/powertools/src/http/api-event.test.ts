import * as z from 'zod';
import { aContext } from '../testing/a-context.ts';
import { aRestApiEvent } from '../testing/a-rest-api-event.ts';
import { anHttpApiEvent, type HttpApiEventOverrides } from '../testing/an-http-api-event.ts';
import { createHttpHandler } from './create-http-handler.ts';

const handler = createHttpHandler({
  services: () => ({}),
  body: z.strictObject({ name: z.string() }),
  pathParameters: z.object({ id: z.string() }),
  query: z.object({ limit: z.coerce.number().default(20) }),
  headers: z.object({ 'if-match': z.string().optional() }),
  handle: ({ body, pathParameters, query, headers, requestId }) => ({
    status: 200,
    headers: { etag: '"1"' },
    body: { ...body, ...pathParameters, ...query, ...headers, requestId },
  }),
});

describe('an event of a REST API', () => {
  it.each<[string, HttpApiEventOverrides]>([
    [
      'a whole request',
      {
        method: 'PUT',
        path: '/items/1',
        pathParameters: { id: '1' },
        query: { limit: '3' },
        headers: { 'if-match': '"1"' },
        body: { name: 'Schraube – groß' },
      },
    ],
    ['a binary body', { pathParameters: { id: '1' }, body: { name: 'bolt' }, base64: true }],
    ['no body, path or query', {}],
    [
      'malformed JSON',
      {
        pathParameters: { id: '1' },
        headers: { 'content-type': 'application/json' },
        body: '{',
      },
    ],
    ['another media type', { body: 'hi', headers: { 'content-type': 'text/plain' } }],
  ])('is answered as one of an HTTP API: %s', async (_what, request) => {
    expect(await handler(aRestApiEvent(request), aContext())).toEqual(
      await handler(anHttpApiEvent(request), aContext()),
    );
  });

  it('may name its headers in any case', async () => {
    const request = { pathParameters: { id: '1' }, body: '{"name":"bolt"}' };
    const headers = { 'CONTENT-Type': 'application/json', 'If-Match': '"7"' };

    const { statusCode, body } = await handler(aRestApiEvent({ ...request, headers }), aContext());

    expect(statusCode).toBe(200);
    expect(JSON.parse(body!)).toMatchObject({ 'if-match': '"7"' });
  });

  it('has what comes twice joined by a comma', async () => {
    const echo = createHttpHandler({
      services: () => ({}),
      handle: ({ query, headers }) => ({ status: 200, body: { query, headers } }),
    });
    const event = {
      ...aRestApiEvent({ query: { tag: 'b' }, headers: { Accept: 'b' } }),
      multiValueQueryStringParameters: { tag: ['a', 'b'] },
      multiValueHeaders: { Accept: ['a', 'b'] },
    };

    const { body } = await echo(event, aContext());

    expect(JSON.parse(body!)).toEqual({ query: { tag: 'a,b' }, headers: { accept: 'a,b' } });
  });

  it('may come from the console, without headers and their lists', async () => {
    const ready = createHttpHandler({ services: () => ({}), handle: () => ({ status: 204 }) });
    const event = aRestApiEvent();
    Object.assign(event, { headers: null, multiValueHeaders: null });

    expect(await ready(event, aContext())).toMatchObject({ statusCode: 204 });
  });
});

describe('an invocation that is no request at all', () => {
  it.each(['null', '"hi"', '{}'])('is answered, not thrown at: %s', async (payload) => {
    const event = JSON.parse(payload) as Parameters<typeof handler>[0];

    const { statusCode } = await handler(event, aContext());

    expect(statusCode).toBeGreaterThanOrEqual(400);
  });
});
