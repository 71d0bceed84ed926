import { mkdtempSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { createLocalIssuer, LOCAL_ISSUER } from './local-issuer.ts';
import { aGateway, anApi, aRoute, send } from '../testing.ts';

const listen = async (listener: RequestListener) => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

describe('the JWT authorizer', () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'issuer-'));
  const issuer = createLocalIssuer({ stateDir });
  const { gateway, events } = aGateway(() => ({ statusCode: 200 }), [issuer]);
  let tokens: Awaited<ReturnType<typeof listen>>;
  let url: string;

  const authorizer = {
    ...{ kind: 'jwt' as const, name: 'auth', issuer: LOCAL_ISSUER, audience: ['acado', 'other'] },
    identitySource: '$request.header.Authorization',
  };
  const route = (routeKey: string, overrides = {}) =>
    aRoute({ routeKey, authorizer: { ...authorizer, ...overrides } });

  beforeAll(async () => {
    tokens = await listen(issuer.listener);
    const routes = [
      route('GET /items'),
      { ...route('GET /scoped'), authorizationScopes: ['items/read', 'items/write'] },
      route('GET /query', { identitySource: '$request.querystring.token' }),
      route('GET /foreign', { issuer: 'http://127.0.0.1:1' }),
      aRoute({ routeKey: 'GET /open' }),
    ];
    ({ url } = await gateway.putApi(anApi({ routes })));
  });
  afterAll(async () => {
    tokens.close();
    await gateway.stop();
  });

  const tokenFor = async (parameters: Record<string, string> = {}): Promise<string> => {
    const query = new URLSearchParams(parameters).toString();
    const { body } = await send(tokens.url, `GET /token?${query}`);
    return (JSON.parse(body) as { access_token: string }).access_token;
  };
  const get = (path: string, authorization?: string) =>
    send(url, `GET ${path}`, { headers: authorization === undefined ? {} : { authorization } });
  const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };

  it('lets a caller with a token pass and tells the function who it is', async () => {
    const token = await tokenFor({ sub: 'anna', scope: 'items/read items/write' });
    expect((await get('/items', `Bearer ${token}`)).status).toBe(200);
    expect(events.at(-1)).toMatchObject({
      requestContext: {
        authorizer: {
          jwt: {
            claims: {
              ...{ iss: LOCAL_ISSUER, sub: 'anna', aud: 'acado', token_use: 'access' },
              ...{ scope: 'items/read items/write', exp: expect.stringMatching(/^\d+$/) },
            },
            scopes: null,
          },
        },
      },
    });
  });

  it('takes a token without Bearer, for any of the audiences, or from the query', async () => {
    expect((await get('/items', await tokenFor({ aud: 'other' }))).status).toBe(200);
    expect((await get(`/query?token=${await tokenFor()}`)).status).toBe(200);
  });

  it('takes client_id for the audience only of a token that has no audience', async () => {
    const token = await tokenFor({ aud: 'stranger', client_id: 'acado' });
    expect(await get('/items', `Bearer ${token}`)).toMatchObject(unauthorized);
  });

  it('asks for one of the scopes of the route', async () => {
    const allowed = await tokenFor({ scope: 'a items/write' });
    expect((await get('/scoped', `Bearer ${allowed}`)).status).toBe(200);
    expect(events.at(-1)).toMatchObject({
      requestContext: { authorizer: { jwt: { scopes: ['a', 'items/write'] } } },
    });
    for (const token of [await tokenFor(), await tokenFor({ scope: 'items/rea' })])
      expect(await get('/scoped', `Bearer ${token}`)).toMatchObject({
        status: 403,
        body: '{"message":"Forbidden"}',
      });
  });

  it('refuses a caller without a token', async () => {
    const answer = await get('/items');
    expect(answer).toMatchObject(unauthorized);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(await get('/items', 'Bearer ')).toMatchObject(unauthorized);
    expect((await get('/open')).status).toBe(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['expired', () => tokenFor({ expires_in: '-10' })],
    ['for somebody else', () => tokenFor({ aud: 'stranger' })],
    ['damaged', async () => (await tokenFor()).slice(0, -8)],
    ['no token', () => Promise.resolve('abc')],
    ['unsigned', async () => `${btoa('{"alg":"none"}')}.${(await tokenFor()).split('.')[1]}.`],
    [
      'signed by another key',
      async () => {
        const { privateKey } = await generateKeyPair('RS256');
        const token = new SignJWT({}).setProtectedHeader({ alg: 'RS256' }).setAudience('acado');
        return token.setIssuer(LOCAL_ISSUER).setExpirationTime('1h').sign(privateKey);
      },
    ],
  ])('refuses a token that is %s', async (_name, make) => {
    const answer = await get('/items', `Bearer ${await make()}`);
    expect(answer).toMatchObject(unauthorized);
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
  });

  it('refuses every token while the issuer cannot be reached', async () => {
    expect(await get('/foreign', `Bearer ${await tokenFor()}`)).toMatchObject(unauthorized);
  });

  it('finds the keys of another issuer by OpenID discovery', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256' };
    const foreign = await listen((request, response) => {
      const discovery = { issuer: foreign.url, jwks_uri: `${foreign.url}/keys` };
      response.end(JSON.stringify(request.url === '/keys' ? { keys: [jwk] } : discovery));
    });
    const routes = [route('GET /items', { issuer: foreign.url })];
    const api = await gateway.putApi(anApi({ apiId: 'foreign', routes }));
    const sign = (claims: object) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setIssuer(foreign.url)
        .setExpirationTime('1h')
        .sign(privateKey);
    for (const [claims, status] of [
      [{ client_id: 'acado' }, 200],
      [{ aud: ['x', 'acado'] }, 200],
      [{ client_id: 'stranger' }, 401],
    ] as const) {
      const headers = { authorization: `Bearer ${await sign(claims)}` };
      expect((await send(api.url, 'GET /items', { headers })).status).toBe(status);
    }
    foreign.close();
  });

  describe('with the local issuer', () => {
    it('describes itself where the local cloud serves it', async () => {
      const { body } = await send(tokens.url, 'GET /.well-known/openid-configuration');
      expect(JSON.parse(body)).toMatchObject({
        issuer: LOCAL_ISSUER,
        jwks_uri: `${tokens.url}/_local/issuer/jwks.json`,
      });
      const keys = JSON.parse((await send(tokens.url, 'GET /jwks.json')).body) as {
        keys: object[];
      };
      expect(keys.keys).toEqual([
        expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' }),
      ]);
      expect(keys.keys[0]).not.toHaveProperty('d');
    });

    it('takes its parameters from a form too', async () => {
      const { body } = await send(tokens.url, 'POST /token?sub=anna', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'audience=other&expires_in=60',
      });
      const token = JSON.parse(body) as { access_token: string; expires_in: number };
      expect(token).toMatchObject({ token_type: 'Bearer', expires_in: 60 });
      expect((await get('/items', `Bearer ${token.access_token}`)).status).toBe(200);
    });

    it.each([
      ['GET /token?expires_in=soon', 400],
      ['GET /nothing', 404],
    ])('answers %s with %i', async (line, status) => {
      expect((await send(tokens.url, line)).status).toBe(status);
    });

    it('keeps its key, so that a token outlives a restart', async () => {
      const token = await tokenFor();
      const again = aGateway(() => 1, [createLocalIssuer({ stateDir })]);
      const api = await again.gateway.putApi(anApi({ routes: [route('GET /items')] }));
      const headers = { authorization: `Bearer ${token}` };
      expect((await send(api.url, 'GET /items', { headers })).status).toBe(200);
      await again.gateway.stop();
    });
  });
});
