import * as z from 'zod';
import { call, echo } from '../testing/call.ts';
import { createHttpHandler } from './create-http-handler.ts';

describe('parseRequest', () => {
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
