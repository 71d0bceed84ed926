import * as z from 'zod';
import { call, echo, item } from '../testing/call.ts';
import { createHttpHandler } from './create-http-handler.ts';

describe('jsonBody', () => {
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

  it.each(['application/json; charset=utf-8', 'application/merge-patch+json', 'APPLICATION/JSON'])(
    'takes %s',
    async (type) => {
      const headers = { 'content-type': type };
      expect((await call(echo, { headers, body: '{"name":"bolt"}' })).statusCode).toBe(200);
    },
  );

  it.each([undefined, 'text/plain', 'application/jsonp'])(
    'answers 415 for a body of type %s',
    async (type) => {
      const headers = type ? { 'content-type': type } : undefined;
      const { statusCode, json } = await call(echo, { headers, body: '{"name":"bolt"}' });
      expect(statusCode).toBe(415);
      expect(json).toMatchObject({
        code: 'UNSUPPORTED_MEDIA_TYPE',
        title: 'Unsupported Media Type',
        errors: [{ field: 'content-type' }],
      });
    },
  );

  it.each(['{', '{"__proto__": {}}'])('answers 400 naming the body for %s', async (body) => {
    const headers = { 'content-type': 'application/json' };
    const { statusCode, json } = await call(echo, { headers, body });
    expect(statusCode).toBe(400);
    expect(json).toMatchObject({ code: 'MALFORMED_JSON', errors: [{ field: 'body' }] });
  });

  it.each([undefined, ''])('answers 400 naming the body when it is missing (%j)', async (body) => {
    const { statusCode, json } = await call(echo, { method: 'POST', body });
    expect(statusCode).toBe(400);
    expect(json).toMatchObject({ errors: [{ field: 'body' }] });
  });

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
