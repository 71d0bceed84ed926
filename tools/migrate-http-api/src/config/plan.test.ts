import { analyse } from '../analyse/analyse.ts';
import type { RestApi } from '../model/rest-api.ts';
import {
  aFunction,
  aGuardedRoute,
  anApi,
  anAuthorizer,
  anIntegration,
  aRoute,
  aStage,
  someSettings,
} from '../testing/an-api.ts';
import { authorizerConfig, identitySource } from './authorizers.ts';
import { corsConfig } from './cors.ts';
import type { ConfigOptions } from './options.ts';
import { planOf } from './plan.ts';
import { httpPath } from './routes.ts';
import { yamlOf } from './yaml.ts';

const options: ConfigOptions = { payload: '1.0', authorizerResponse: 'policy', audiences: [] };
const plan = (api: RestApi, more: Partial<ConfigOptions> = {}) =>
  planOf(analyse(api, { accepted: new Map(), traffic: { region: 'us-east-1' } }), {
    ...options,
    ...more,
  });

describe('planOf', () => {
  it('groups routes by their functions', () => {
    const placed = aFunction({ functionName: 'PlaceOrderLambdaFunction' });
    const { functions } = plan(
      anApi({
        routes: [
          aRoute({ integration: placed }),
          aRoute({ method: 'PUT', path: '/{a-b+}', integration: placed }),
        ],
      }),
    );
    expect(functions).toEqual({
      placeOrder: {
        httpApi: { payload: '1.0' },
        events: [
          { httpApi: { method: 'GET', path: '/orders' } },
          { httpApi: { method: 'PUT', path: '/{a_b+}' } },
        ],
      },
    });
  });

  it('names the resources of similar paths apart, and keeps method and time-out of the backend', () => {
    const integration = anIntegration({ method: 'POST', timeoutMs: 5000, mapsParameters: true });
    const paths = ['/a/b', '/a-b', '/a_b'];
    const { resources, byHand } = plan(
      anApi({ routes: paths.map((path) => aRoute({ path, integration })) }),
    );
    expect(Object.keys(resources).filter((id) => /^GETA.*Route$/.test(id))).toHaveLength(3);
    expect(resources.GETABIntegration).toMatchObject({
      Properties: { IntegrationMethod: 'POST', TimeoutInMillis: 5000 },
    });
    expect(byHand).toEqual([expect.stringContaining('Mapping of parameters')]);
  });

  it('names the function of an authorizer as the framework does', () => {
    const authorizer = anAuthorizer({ functionName: 'CheckTokenLambdaFunction' });
    expect(authorizerConfig(authorizer, options)).toMatchObject({
      config: { functionName: 'checkToken' },
    });
  });

  it('makes resources of routes to a URL, with API and stage where the framework makes none', () => {
    const stages = [
      aStage({
        methodSettings: [
          someSettings({ rateLimit: 5 }),
          someSettings({ method: 'GET', path: '/orders', burstLimit: 7 }),
        ],
      }),
    ];
    const integration = anIntegration({ uri: 'https://backend.example/{a-b}' });
    const api = anApi({
      stages,
      routes: [aRoute({ path: '/{a-b}', integration, authorization: { type: 'iam' } })],
    });
    const alone = plan(api);
    const limits = {
      DefaultRouteSettings: { ThrottlingRateLimit: 5 },
      RouteSettings: { 'GET /orders': { ThrottlingBurstLimit: 7 } },
    };
    expect(alone.extensions).toEqual({});
    expect(alone.resources).toMatchObject({
      HttpApi: { Properties: { Name: 'orders', ProtocolType: 'HTTP' } },
      HttpApiStage: { Properties: { StageName: '$default', ...limits } },
      GETABIntegration: { Properties: { IntegrationUri: 'https://backend.example/{a_b}' } },
      GETABRoute: { Properties: { RouteKey: 'GET /{a_b}', AuthorizationType: 'AWS_IAM' } },
    });
    const beside = plan({ ...api, routes: [...api.routes, aRoute({ integration: aFunction() })] });
    expect(Object.keys(beside.resources)).toEqual(['GETABIntegration', 'GETABRoute']);
    expect(beside.extensions).toEqual({ HttpApiStage: { Properties: limits } });
  });

  it('leaves what it can not write with the REST API', () => {
    const { refused, moved } = plan(
      anApi({
        authorizers: [anAuthorizer()],
        routes: [
          aRoute({ path: '/a', integration: aFunction({ streams: true }) }),
          aRoute({
            path: '/b',
            integration: anIntegration({ vpcLink: { id: 'x', target: 'nlb' } }),
          }),
          aRoute({
            path: '/c',
            integration: anIntegration({ type: 'service', service: 'sqs', action: 'SendMessage' }),
          }),
          aGuardedRoute(),
          aGuardedRoute('gone'),
        ],
      }),
    );
    expect(moved).toEqual([]);
    expect(refused.map(({ why }) => why)).toEqual([
      'response-streaming',
      'lead it to the load balancer over a VPC link v2 by hand',
      'write its integration with a subtype by hand',
      'write its route and authorizer by hand: the framework has no event for it',
      'write its route and authorizer by hand: the framework has no event for it',
    ]);
  });

  it('prints what to paste', () => {
    const authorizers = [anAuthorizer({ functionName: 'check', ttlSeconds: 60 })];
    const route = { ...aGuardedRoute('auth', ['read']), integration: aFunction() };
    expect(
      yamlOf(
        plan(
          anApi({ authorizers, routes: [route, aRoute({ method: 'PUT', apiKeyRequired: true })] }),
        ),
      ),
    ).toBe(`# stays with the REST API: PUT /orders (api-key)
# by hand: Answer of a Lambda authorizer: Pin payload version 1.0 and build the policy from the event’s methodArn; or take 2.0 with simple responses.
provider:
  httpApi:
    authorizers:
      auth:
        type: request
        functionName: check
        identitySource:
          - $request.header.Authorization
        payloadVersion: "1.0"
        enableSimpleResponses: false
        resultTtlInSeconds: 60
functions:
  orders:
    httpApi:
      payload: "1.0"
    events:
      - httpApi:
          method: GET
          path: /orders
          authorizer:
            name: auth
            scopes:
              - read
`);
  });
});

describe('authorizerConfig', () => {
  it('keeps simple answers for one route alone', () => {
    const authorizer = anAuthorizer({ functionName: 'arn:aws:lambda:x', ttlSeconds: 9 });
    expect(authorizerConfig(authorizer, { ...options, authorizerResponse: 'simple' })).toEqual({
      config: {
        ...{ type: 'request', functionArn: 'arn:aws:lambda:x', payloadVersion: '2.0' },
        identitySource: ['$request.header.Authorization', '$context.routeKey'],
        ...{ enableSimpleResponses: true, resultTtlInSeconds: 9 },
      },
    });
  });

  it('keeps nothing without an identity source', () => {
    const authorizer = anAuthorizer({ functionName: 'f', ttlSeconds: 9, identitySources: [] });
    expect(authorizerConfig(authorizer, options)).toMatchObject({
      config: { resultTtlInSeconds: 0 },
    });
  });

  it.each([
    [{ userPools: [] }, 'its user pool is not known'],
    [{ userPools: ['a', 'b'] }, 'not 2 user pools'],
    [{ userPools: ['a'] }, 'say --audience'],
    [{ type: 'request' as const }, 'its function is not known'],
  ])('refuses %j', (overrides, why) => {
    expect(
      authorizerConfig(anAuthorizer({ type: 'cognito', ...overrides }), options).refusal,
    ).toContain(why);
  });
});

describe('identitySource', () => {
  it.each([
    ['method.request.header.X', '$request.header.X'],
    ['method.request.querystring.x', '$request.querystring.x'],
    ['context.identity.sourceIp', '$context.identity.sourceIp'],
    ['stageVariables.a', '$stageVariables.a'],
    ['$request.header.X', '$request.header.X'],
  ])('%s is %s', (rest, http) => {
    expect(identitySource(rest)).toBe(http);
  });
});

describe('corsConfig', () => {
  const settings = { origins: ['https://a'], headers: ['A'], methods: ['GET'], credentials: false };
  const cors = (more: object) => aRoute({ cors: true, corsSettings: { ...settings, ...more } });

  it('allows what any route allows', () => {
    expect(
      corsConfig([
        cors({ maxAge: 9 }),
        cors({ origins: ['https://b'], methods: ['PUT'], credentials: true, maxAge: 5 }),
        aRoute(),
      ]),
    ).toEqual({
      ...{ allowedOrigins: ['https://a', 'https://b'], allowedHeaders: ['A'], maxAge: 5 },
      ...{ allowedMethods: ['GET', 'PUT'], allowCredentials: true },
    });
    expect(corsConfig([cors({}), cors({ origins: ['*'] })])).toMatchObject({
      allowedOrigins: ['*'],
    });
    expect(corsConfig([aRoute()])).toBeUndefined();
  });
});

describe('httpPath', () => {
  it('leaves what stands for other values alone', () => {
    expect(httpPath('/${stage}/{a.b:c-d+}/{e}')).toBe('/${stage}/{a_b_c_d+}/{e}');
  });
});
