import { AwsError } from '../../aws-api.ts';
import { tooLarge } from '../../lambda/function-registry.ts';
import { maxRequestBytes } from '../../lambda/limits.ts';
import { type Handler, apisOfTests, anApi, aRoute, send } from '../testing.ts';
import { type HttpApiDefinition } from './types.ts';

describe('an HTTP API', () => {
  const put = apisOfTests();
  const start = (handle?: Handler, definition: Partial<HttpApiDefinition> = {}) =>
    put(anApi(definition), handle);

  it('hands the function the whole event of payload format 2.0', async () => {
    const { url, events } = await start(undefined, {
      routes: [aRoute({ routeKey: 'POST /items/{id}/{rest+}' })],
    });
    const before = Date.now();
    const { headers } = await send(url, 'POST /items/a%20b/c/d?q=1&q=2&e=&s=a+b%26 HTTP/1.1', {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'test/1',
        'X-Two': ['one', 'two'],
        Cookie: 'a=1; b=2',
        'X-Forwarded-For': '203.0.113.9',
      },
      body: '{"name":"ø"}',
    });
    const port = new URL(url).port;
    expect(events[0]).toEqual({
      version: '2.0',
      routeKey: 'POST /items/{id}/{rest+}',
      rawPath: '/items/a b/c/d',
      rawQueryString: 'q=1&q=2&e=&s=a+b%26',
      cookies: ['a=1', 'b=2'],
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'test/1',
        'x-two': 'one,two',
        host: `127.0.0.1:${port}`,
        'content-length': '13',
        'x-forwarded-for': '203.0.113.9, 127.0.0.1',
        'x-forwarded-port': port,
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { q: '1,2', e: '', s: 'a b&' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'a1b2c3',
        domainName: `127.0.0.1:${port}`,
        domainPrefix: 'a1b2c3',
        http: {
          method: 'POST',
          path: '/items/a b/c/d',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test/1',
        },
        requestId: headers['apigw-requestid'],
        routeKey: 'POST /items/{id}/{rest+}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      pathParameters: { id: 'a b', rest: 'c/d' },
      body: '{"name":"ø"}',
      isBase64Encoded: false,
    });
    const { timeEpoch } = (events[0] as { requestContext: { timeEpoch: number } }).requestContext;
    expect(timeEpoch).toBeGreaterThanOrEqual(before);
    expect(headers['apigw-requestid']).toMatch(/^[A-Za-z0-9+/]{15}=$/);
  });

  it('speaks payload format 1.0 with routes that ask for it', async () => {
    const routes = [aRoute({ routeKey: 'POST /items/{id}', payloadFormatVersion: '1.0' })];
    const { url, events } = await start(
      () => ({ statusCode: 201, multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: 'ok' }),
      { routes },
    );
    const answer = await send(url, 'POST /items/a%20b?q=1&q=2', {
      headers: { 'X-Two': ['one', 'two'], 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer).toMatchObject({ status: 201, body: 'ok' });
    expect(answer.headers).toMatchObject({
      'set-cookie': ['a=1', 'b=2'],
      'content-type': 'text/plain;charset=utf-8',
    });
    expect(events[0]).toMatchObject({
      version: '1.0',
      resource: '/items/{id}',
      path: '/items/a b',
      httpMethod: 'POST',
      headers: { 'X-Two': 'two' },
      multiValueHeaders: { 'X-Two': ['one', 'two'] },
      queryStringParameters: { q: '2' },
      multiValueQueryStringParameters: { q: ['1', '2'] },
      pathParameters: { id: 'a b' },
      stageVariables: null,
      requestContext: {
        authorizer: { claims: null, scopes: null },
        path: '/items/a b',
        requestId: answer.headers['apigw-requestid'],
        resourceId: 'POST /items/{id}',
        stage: '$default',
      },
      body: '{}',
      isBase64Encoded: false,
    });
  });

  it('answers 500 to a result that is no answer of payload format 1.0', async () => {
    const { url } = await start(() => ({ statusCode: 200, cookies: ['a=1'] }), {
      routes: [aRoute({ payloadFormatVersion: '1.0' })],
    });
    expect((await send(url, 'GET /items/1')).status).toBe(500);
  });

  it('leaves out of the event what the request does not have', async () => {
    const { url, events } = await start(undefined, { routes: [aRoute({ routeKey: '$default' })] });
    await send(url, 'GET /');
    expect(Object.keys(events[0] ?? {})).toEqual([
      ...['version', 'routeKey', 'rawPath', 'rawQueryString', 'headers', 'requestContext'],
      'isBase64Encoded',
    ]);
  });

  it.each([
    ['application/json', false],
    ['application/problem+json; charset=utf-8', false],
    ['text/csv', false],
    ['application/xml', false],
    [undefined, false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    ['application/jsonlines', true],
    ['image/png', true],
  ])('encodes a body of type %s in base64: %p', async (type, isBase64Encoded) => {
    const { url, events } = await start(undefined, { routes: [aRoute({ routeKey: 'POST /' })] });
    await send(url, 'POST /', {
      headers: type === undefined ? {} : { 'content-type': type },
      body: 'a=1',
    });
    expect(events[0]).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'YT0x' : 'a=1' });
  });

  describe('answers as API Gateway does', () => {
    const throttled = new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    const gone = new AwsError('ResourceNotFoundException', 'Function not found', 404);
    const message = (text: string) => JSON.stringify({ message: text });
    const failure = { functionError: 'Unhandled', errorMessage: 'secret' };
    const fail = (error: Error) => () => Promise.reject(error);

    it.each<[string, string, Handler, number, string]>([
      [
        'the result of the function',
        'GET /items/1',
        () => ({ statusCode: 203, body: 'ok' }),
        203,
        'ok',
      ],
      ['a result without a status code', 'GET /items/1', () => ({ a: 1 }), 200, '{"a":1}'],
      ['an unknown path', 'GET /nothing', () => 1, 404, message('Not Found')],
      ['a method without a route', 'DELETE /items/1', () => 1, 404, message('Not Found')],
      ['a path that is badly encoded', 'GET /items/%zz', () => 1, 400, message('Bad Request')],
      [
        'a function that fails',
        'GET /items/1',
        () => failure,
        500,
        message('Internal Server Error'),
      ],
      [
        'a result that is no answer',
        'GET /items/1',
        () => ({ statusCode: 'x' }),
        500,
        message('Internal Server Error'),
      ],
      [
        'a result that is no JSON',
        'GET /items/1',
        () => Buffer.from('{'),
        500,
        message('Internal Server Error'),
      ],
      [
        'a function that is throttled',
        'GET /items/1',
        fail(throttled),
        503,
        message('Service Unavailable'),
      ],
      [
        'an event too large for Lambda',
        'GET /items/1',
        fail(tooLarge(maxRequestBytes)),
        413,
        message('Request Entity Too Large'),
      ],
      [
        'a function that is gone',
        'GET /items/1',
        fail(gone),
        500,
        message('Internal Server Error'),
      ],
    ])('to %s', async (_name, line, handle, status, body) => {
      const { url } = await start(handle);
      const answer = await send(url, line);
      expect(answer).toMatchObject({ status, body });
      expect(answer.headers['apigw-requestid']).toBeDefined();
    });

    it('to a function that takes too long', async () => {
      const { url } = await start(() => new Promise(() => undefined), {
        routes: [aRoute({ timeoutMs: 50 })],
      });
      expect(await send(url, 'GET /items/1')).toMatchObject({
        status: 503,
        body: message('Service Unavailable'),
      });
    });

    it('to more requests than the stage allows', async () => {
      const { url } = await start(undefined, { throttling: { burstLimit: 2, rateLimit: 0.001 } });
      const answers = [];
      for (let index = 0; index < 3; index++) answers.push(await send(url, 'GET /items/1'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
      expect(answers[2]?.body).toBe(message('Too Many Requests'));
    });

    it('to a preflight request, and with CORS headers to the others', async () => {
      const { url, events } = await start(undefined, {
        cors: { allowOrigins: ['*'], allowMethods: ['*'] },
      });
      const origin = 'https://shop.example';
      const preflight = await send(url, 'OPTIONS /items/1', {
        headers: { origin, 'access-control-request-method': 'PUT' },
      });
      expect(preflight).toMatchObject({ status: 204, body: '' });
      expect(preflight.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': '*',
      });
      expect(events).toEqual([]);
      for (const path of ['/items/1', '/nothing']) {
        const { headers } = await send(url, `GET ${path}`, { headers: { origin } });
        expect(headers['access-control-allow-origin']).toBe('*');
      }
    });

    const routes = [aRoute({ routeKey: 'POST /items' })];
    const TEN_MB = 10 * 1024 * 1024;

    it('to 10 MB, which it still takes', async () => {
      const { url, events } = await start(undefined, { routes });
      const headers = { 'content-type': 'text/plain' };
      const { status } = await send(url, 'POST /items', { headers, body: 'x'.repeat(TEN_MB) });
      expect(status).toBe(200);
      expect((events[0] as { body: string }).body).toHaveLength(TEN_MB);
    });

    it.each(['content-length', 'transfer-encoding'])('to a larger body, by %s', async (name) => {
      const { url, events } = await start(undefined, { routes });
      const headers = { [name]: name === 'content-length' ? String(TEN_MB + 1) : 'chunked' };
      const answer = await send(url, 'POST /items', { headers, body: 'x'.repeat(TEN_MB + 1) });
      expect(answer).toMatchObject({ status: 413, body: message('Request Entity Too Large') });
      expect(events).toEqual([]);
    });
  });

  it('says on the console why a result is no answer', async () => {
    const { url, reports } = await start(() => ({ statusCode: 200, body: { a: 1 } }));
    await send(url, 'GET /items/1');
    expect(reports.join()).toContain(
      'warn items-api GET /items/{id}: the result of items is no HTTP answer',
    );
    expect(reports.join()).toContain('body');
  });

  it('sends cookies as headers of their own, and bytes as bytes', async () => {
    const { url } = await start(() => ({
      ...{ statusCode: 200, headers: { 'content-type': 'application/pdf' } },
      ...{ cookies: ['a=1', 'b=2'], body: 'JVBERg==', isBase64Encoded: true },
    }));
    const { headers, body } = await send(url, 'GET /items/1');
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(body).toBe('%PDF');
    expect(headers['content-length']).toBe('4');
  });

  it('refuses a route key that is none', async () => {
    await expect(start(undefined, { routes: [aRoute({ routeKey: 'items' })] })).rejects.toThrow(
      'is no route key',
    );
  });
});
