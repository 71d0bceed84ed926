import { AwsError } from '../../aws-api.ts';
import { tooLarge } from '../../lambda/function-registry.ts';
import { maxRequestBytes } from '../../lambda/limits.ts';
import { aMethod, apisOfTests, aRestApi, type Handler, send } from '../testing.ts';
import { type ApiGatewayOptions } from '../types.ts';
import { type RestApiDefinition, type RestApiIntegration } from './types.ts';

const lambda = (timeoutMs = 29_000): RestApiIntegration => ({
  kind: 'lambda',
  functionName: 'orders',
  timeoutMs,
});
const message = (text: string) => JSON.stringify({ message: text });

describe('a REST API', () => {
  const put = apisOfTests();
  const start = (
    handle?: Handler,
    definition: Partial<RestApiDefinition> = {},
    mayInvoke?: ApiGatewayOptions['mayInvoke'],
  ) => put(aRestApi(definition), handle, mayInvoke);

  it('hands the function the whole event of payload format 1.0', async () => {
    const { url, events } = await start(undefined, {
      methods: [aMethod({ httpMethod: 'POST', path: '/orders/{id}/{rest+}' })],
      stages: [
        { name: 'local', deploymentId: 'd1', variables: { colour: 'blue' }, methodThrottling: {} },
      ],
    });
    const before = Date.now();
    const { headers } = await send(url, 'POST /local/orders/a%20b/c/d?q=1&q=2&e=&s=a+b%26', {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'test/1',
        'X-Two': ['one', 'two'],
        Cookie: 'a=1; b=2',
        'X-Forwarded-For': '203.0.113.9',
      },
      body: '{"name":"ø"}',
    });
    const port = new URL(url).port;
    const single = {
      Host: `127.0.0.1:${port}`,
      'content-type': 'application/json; charset=utf-8',
      'User-Agent': 'test/1',
      Cookie: 'a=1; b=2',
      'X-Forwarded-For': '203.0.113.9, 127.0.0.1',
      'X-Forwarded-Port': port,
      'X-Forwarded-Proto': 'http',
    };
    const lists = Object.entries(single).map(([name, value]) => [name, [value]] as const);
    expect(events[0]).toEqual({
      resource: '/orders/{id}/{rest+}',
      path: '/orders/a%20b/c/d',
      httpMethod: 'POST',
      headers: { ...single, 'X-Two': 'two' },
      multiValueHeaders: { ...Object.fromEntries(lists), 'X-Two': ['one', 'two'] },
      queryStringParameters: { q: '2', e: '', s: 'a b&' },
      multiValueQueryStringParameters: { q: ['1', '2'], e: [''], s: ['a b&'] },
      pathParameters: { id: 'a%20b', rest: 'c/d' },
      stageVariables: { colour: 'blue' },
      requestContext: {
        resourceId: 'res1',
        resourcePath: '/orders/{id}/{rest+}',
        httpMethod: 'POST',
        extendedRequestId: headers['x-amz-apigw-id'],
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        path: '/local/orders/a%20b/c/d',
        accountId: '000000000000',
        protocol: 'HTTP/1.1',
        stage: 'local',
        domainPrefix: 'r1e2s3',
        requestTimeEpoch: expect.any(Number),
        requestId: headers['x-amzn-requestid'],
        identity: {
          accessKey: null,
          accountId: null,
          caller: null,
          cognitoAuthenticationProvider: null,
          cognitoAuthenticationType: null,
          cognitoIdentityId: null,
          cognitoIdentityPoolId: null,
          principalOrgId: null,
          sourceIp: '127.0.0.1',
          user: null,
          userAgent: 'test/1',
          userArn: null,
        },
        domainName: `127.0.0.1:${port}`,
        deploymentId: 'd1',
        apiId: 'r1e2s3',
      },
      body: '{"name":"ø"}',
      isBase64Encoded: false,
    });
    const { requestTimeEpoch } = events[0]?.requestContext as { requestTimeEpoch: number };
    expect(requestTimeEpoch).toBeGreaterThanOrEqual(before);
    expect(headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-amz-apigw-id']).toMatch(/^[A-Za-z0-9+/]{15}=$/);
  });

  it('has null for what the request does not have', async () => {
    const { url, events } = await start(undefined, { methods: [aMethod({ path: '/' })] });
    await send(url, 'GET /local');
    expect(events[0]).toMatchObject({
      resource: '/',
      path: '/',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      requestContext: { path: '/local' },
    });
  });

  describe('selects', () => {
    const methods = [
      aMethod({ path: '/', httpMethod: 'GET' }),
      aMethod({ path: '/orders', httpMethod: 'GET' }),
      aMethod({ path: '/orders/{id}', httpMethod: 'ANY' }),
      aMethod({ path: '/{proxy+}', httpMethod: 'ANY' }),
    ];
    const missing = { status: 403, body: message('Missing Authentication Token') };

    it.each([
      ['GET /local', '/'],
      ['GET /local/', '/'],
      ['GET /local/orders', '/orders'],
      ['GET /local/orders/', '/orders'],
      ['DELETE /local/orders/7', '/orders/{id}'],
      ['PUT /local/a/b/c', '/{proxy+}'],
    ])('for %s the resource %s', async (line, resource) => {
      const { url, events } = await start(undefined, { methods });
      expect((await send(url, line)).status).toBe(200);
      expect(events[0]).toMatchObject({ resource });
    });

    it.each(['POST /local', 'POST /local/orders'])('none for %s', async (line) => {
      const { url } = await start(undefined, { methods });
      const answer = await send(url, line);
      expect(answer).toMatchObject(missing);
      expect(answer.headers['x-amzn-errortype']).toBe('MissingAuthenticationTokenException');
    });

    it.each(['GET /', 'GET /orders', 'GET /dev/orders'])('no stage for %s', async (line) => {
      const { url } = await start(undefined, { methods });
      expect(await send(url, line)).toMatchObject({ status: 403, body: message('Forbidden') });
    });
  });

  describe('answers as API Gateway does', () => {
    const fail = (code: string, status: number) => () =>
      Promise.reject(new AwsError(code, 'no', status));
    const internal = message('Internal server error');

    it.each<[string, Handler, number, string]>([
      ['the result of the function', () => ({ statusCode: 203, body: 'ok' }), 203, 'ok'],
      ['a result that says nothing', () => ({}), 200, ''],
      ['a result without a status code but more', () => ({ a: 1 }), 502, internal],
      ['a result of payload format 2.0', () => ({ statusCode: 200, cookies: [] }), 502, internal],
      ['a body that is no text', () => ({ statusCode: 200, body: { a: 1 } }), 502, internal],
      ['a status code that is none', () => ({ statusCode: 'x' }), 502, internal],
      ['no result', () => undefined, 502, internal],
      ['a result that is no JSON', () => Buffer.from('{'), 502, internal],
      ['a function that fails', () => ({ functionError: 'Unhandled' }), 502, internal],
      ['a function that is throttled', fail('TooManyRequestsException', 429), 500, internal],
      ['a function that is gone', fail('ResourceNotFoundException', 404), 500, internal],
      [
        'an event too large for Lambda',
        () => Promise.reject(tooLarge(maxRequestBytes)),
        413,
        message('Request Too Long'),
      ],
    ])('to %s', async (_name, handle, status, body) => {
      const { url } = await start(handle);
      expect(await send(url, 'GET /local/orders/1')).toMatchObject({ status, body });
    });

    it('to a function that takes too long', async () => {
      const methods = [aMethod({ integration: lambda(50) })];
      const { url } = await start(() => new Promise(() => undefined), { methods });
      expect(await send(url, 'GET /local/orders/1')).toMatchObject({
        status: 504,
        body: message('Endpoint request timed out'),
      });
    });

    it('to a path that is badly encoded', async () => {
      const { url } = await start();
      expect((await send(url, 'GET /local/orders/%zz')).status).toBe(400);
    });

    it('to a body over 10 MB', async () => {
      const { url, events } = await start(undefined, {
        methods: [aMethod({ path: '/orders', httpMethod: 'POST' })],
      });
      const body = 'x'.repeat(10 * 1024 * 1024 + 1);
      const answer = await send(url, 'POST /local/orders', { body });
      expect(answer.status).toBe(413);
      expect(answer.body).toBe(message('HTTP content length exceeded 10485760 bytes.'));
      expect(events).toEqual([]);
    });

    it('to more requests than the stage or the method allows', async () => {
      const never = { burstLimit: 1, rateLimit: 0.001 };
      const { url } = await start(undefined, {
        methods: [aMethod(), aMethod({ path: '/other' }), aMethod({ path: '/third' })],
        stages: [
          {
            name: 'local',
            deploymentId: 'd1',
            throttling: { burstLimit: 2, rateLimit: 0.001 },
            methodThrottling: { 'GET /other': never, '* /third': never },
          },
        ],
      });
      const statuses = [];
      for (const path of ['other', 'other', 'third', 'third', 'orders/1', 'orders/1', 'orders/1'])
        statuses.push((await send(url, `GET /local/${path}`)).status);
      expect(statuses).toEqual([200, 429, 200, 429, 200, 200, 429]);
    });

    it('to a method without permission for its function', async () => {
      const asked: string[] = [];
      const { url, reports } = await start(undefined, {}, (_name, arn) => {
        asked.push(arn);
        return false;
      });
      const answer = await send(url, 'GET /local/orders/7');
      expect(answer).toMatchObject({ status: 500, body: internal });
      expect(asked).toEqual([
        'arn:aws:execute-api:us-east-1:000000000000:r1e2s3/local/GET/orders/{id}',
      ]);
      expect(reports.join()).toContain('GET /orders/{id} may not invoke orders');
    });

    it('to what does not exist here, and says so on the console', async () => {
      const integration: RestApiIntegration = { kind: 'unmodelled', reason: 'no HTTP_PROXY here' };
      const { url, reports } = await start(undefined, { methods: [aMethod({ integration })] });
      expect((await send(url, 'GET /local/orders/7')).status).toBe(500);
      expect(reports).toEqual(['error local-orders GET /orders/{id}: no HTTP_PROXY here']);
    });
  });

  describe('with binary media types', () => {
    const binaryMediaTypes = ['image/*', 'application/pdf'];
    const methods = [aMethod({ path: '/', httpMethod: 'POST' })];

    it.each([
      ['image/png', true],
      ['Application/PDF; x=1', true],
      ['application/json', false],
      [undefined, false],
    ])('hands on a body of type %s in base64: %p', async (type, isBase64Encoded) => {
      const { url, events } = await start(undefined, { methods, binaryMediaTypes });
      await send(url, 'POST /local', {
        headers: type === undefined ? {} : { 'content-type': type },
        body: 'a=1',
      });
      expect(events[0]).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'YT0x' : 'a=1' });
    });

    it.each([
      ['application/pdf, */*', '%PDF'],
      ['text/html, application/pdf', 'JVBERg=='],
      [undefined, 'JVBERg=='],
    ])('answers a client that accepts %s with %s', async (accept, body) => {
      const { url } = await start(() => ({ body: 'JVBERg==', isBase64Encoded: true }), {
        methods,
        binaryMediaTypes,
      });
      const headers: Record<string, string> = accept === undefined ? {} : { accept };
      expect((await send(url, 'POST /local', { headers })).body).toBe(body);
    });
  });

  it('sends all values of a header', async () => {
    const { url } = await start(() => ({
      headers: { 'X-One': '1', 'set-cookie': 'a=1' },
      multiValueHeaders: { 'Set-Cookie': ['b=2', 'c=3'], 'x-one': ['1'] },
    }));
    const { headers } = await send(url, 'GET /local/orders/1');
    expect(headers).toMatchObject({
      'set-cookie': ['a=1', 'b=2', 'c=3'],
      'x-one': '1',
      'content-type': 'application/json',
    });
  });

  it('answers preflight requests by mock integrations', async () => {
    const integration: RestApiIntegration = {
      kind: 'mock',
      status: 200,
      headers: { 'access-control-allow-origin': 'https://a.example' },
      body: '',
      allowedOrigins: [/^https:\/\/b[.]example$/],
    };
    const { url, events } = await start(undefined, {
      methods: [aMethod({ httpMethod: 'OPTIONS', integration })],
    });
    const originFor = async (origin: string) => {
      const answer = await send(url, 'OPTIONS /local/orders/1', { headers: { origin } });
      expect(answer.status).toBe(200);
      return answer.headers['access-control-allow-origin'];
    };
    expect(await originFor('https://b.example')).toBe('https://b.example');
    expect(await originFor('https://c.example')).toBe('https://a.example');
    expect(events).toEqual([]);
  });

  describe('with AWS_IAM', () => {
    const methods = [aMethod({ authorization: 'AWS_IAM' })];
    const roleArn = 'arn:aws:iam::000000000000:role/caller';
    const arn = 'arn:aws:execute-api:us-east-1:000000000000:r1e2s3/local/GET/orders/7';
    const signedBy = (accessKeyId: string) => ({
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=x`,
    });
    const get = (url: string, headers = {}) => send(url, 'GET /local/orders/7', { headers });

    it('refuses a request that is not signed', async () => {
      const { url } = await start(undefined, { methods });
      const answer = await get(url);
      expect(answer).toMatchObject({ status: 403, body: message('Missing Authentication Token') });
    });

    it('takes keys that the cloud did not issue for those of the developer', async () => {
      const { url, events } = await start(undefined, { methods });
      expect((await get(url, signedBy('mine'))).status).toBe(200);
      expect(events[0]).toMatchObject({
        requestContext: {
          identity: { accessKey: 'mine', userArn: 'arn:aws:iam::000000000000:root' },
        },
      });
    });

    it('asks the policies of a role', async () => {
      const { url, iam } = await start(undefined, { methods });
      const headers = signedBy(iam.credentialsFor(roleArn, 'caller').accessKeyId);
      const denied = await get(url, headers);
      iam.putRole(roleArn, [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: arn }]);
      expect(denied.status).toBe(403);
      expect(JSON.parse(denied.body)).toEqual({
        Message: `User: arn:aws:sts::000000000000:assumed-role/caller/caller is not authorized to perform: execute-api:Invoke on resource: ${arn} because no identity-based policy allows the execute-api:Invoke action`,
      });
      expect((await get(url, headers)).status).toBe(200);
    });
  });

  it('tells observers of every request', async () => {
    const { url, observed } = await start(undefined, {
      methods: [aMethod({ path: '/orders', httpMethod: 'POST' })],
    });
    await send(url, 'POST /local/orders', { body: '12345' });
    await send(url, 'GET /nowhere');
    const api = { type: 'REST', apiId: 'r1e2s3', name: 'local-orders' };
    expect(observed).toEqual([
      {
        ...api,
        stage: 'local',
        status: 200,
        requestBytes: 5,
        latencyMs: expect.any(Number),
        integrationLatencyMs: expect.any(Number),
      },
      { ...api, status: 403, requestBytes: 0, latencyMs: expect.any(Number) },
    ]);
  });
});
