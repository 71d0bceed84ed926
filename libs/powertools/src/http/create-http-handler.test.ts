import '../testing/loud.ts';
import { aContext } from '../testing/a-context.ts';
import { capturedOutput } from '../testing/captured-output.ts';
import { call, echo, throwing } from '../testing/call.ts';
import { createHttpHandler, type HttpHandler } from './create-http-handler.ts';
import { Conflict, HttpProblem, NotFound } from './problems.ts';

describe('createHttpHandler', () => {
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
