import { parseFile } from '../parse-file.ts';
import { readServerless } from './read-serverless.ts';

const read = (yaml: string, stage = 'dev') =>
  readServerless(parseFile(yaml, 'serverless.yml'), 'serverless.yml', { stage });
const one = (yaml: string, stage?: string) => read(yaml, stage)[0]!;

/** A service with these events of a function `place`. */
const withEvents = (events: string, rest = '') =>
  one(`
service: shop
${rest}
functions:
  check: { handler: check.handler, timeout: 12 }
  place:
    handler: place.handler
    events:
${events.replace(/^/gm, '      ')}
`);

describe('readServerless', () => {
  it('reads events in their short and long forms', () => {
    const { routes, name, endpointIsDefault, unread } = withEvents(`
- http: GET /orders
- http: { method: post, path: 'orders/{id}/', authorizer: aws_iam }
- sqs: arn:aws:sqs:::x
- schedule: rate(1 hour)`);
    expect(unread).toEqual([]);
    expect({ name, endpointIsDefault }).toEqual({ name: 'dev-shop', endpointIsDefault: true });
    expect(routes).toMatchObject([
      {
        method: 'GET',
        path: '/orders',
        integration: { type: 'lambda-proxy', functionName: 'place' },
      },
      { method: 'POST', path: '/orders/{id}', authorization: { type: 'iam' } },
    ]);
  });

  it('reads what an event asks of API Gateway', () => {
    const { routes } = withEvents(`
- http: { method: get, path: a, private: true, cors: true }
- http: { method: get, path: b, async: true, timeoutInMillis: 40000 }
- http: { method: get, path: c, integration: lambda }
- http: { method: get, path: d, integration: mock }
- http: { method: get, path: e, integration: http, request: { uri: 'https://x', template: { a/b: t } } }
- http: { method: get, path: f, response: { transferMode: stream } }
- http: { method: get, path: g, request: { schemas: { a/b: {} } } }
- http: { method: get, path: h, request: { parameters: { paths: { id: true } } } }
- http: { method: get, path: i, request: { parameters: { paths: { id: false } } } }
- http: { method: get, path: j, connectionType: vpc-link, connectionId: l, integration: http-proxy }`);
    expect(routes).toMatchObject([
      { apiKeyRequired: true, cors: true },
      { integration: { isAsync: true, timeoutMs: 40_000 } },
      { integration: { type: 'lambda', templates: ['the framework’s'] } },
      { integration: { type: 'mock' } },
      { integration: { type: 'http', templates: ['a/b'] } },
      { integration: { streams: true } },
      { validation: { body: true } },
      { validation: { parameters: true } },
      { path: '/i' },
      { integration: { type: 'http-proxy', vpcLink: { id: 'l', target: 'nlb' } } },
    ]);
    expect(routes[8]!.validation).toBeUndefined();
  });

  it('reads authorizers: of functions, of user pools, with the settings of the event', () => {
    const { authorizers, routes } = withEvents(`
- http: { method: get, path: a, authorizer: check }
- http: { method: get, path: b, authorizer: 'arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_x' }
- http: { method: get, path: c, authorizer: { name: free, type: request, resultTtlInSeconds: 0 } }
- http: { method: get, path: d, authorizer: { name: pool, type: COGNITO_USER_POOLS, arn: !GetAtt Pool.Arn, scopes: [a, b] } }`);
    expect(authorizers).toMatchObject([
      { id: 'check', type: 'token', ttlSeconds: 300, functionTimeoutSeconds: 12 },
      { type: 'cognito', userPools: ['arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_x'] },
      { id: 'free', type: 'request', identitySources: [], functionName: 'free' },
      { id: 'pool', type: 'cognito' },
    ]);
    expect(routes[3]!.authorization).toEqual({
      type: 'authorizer',
      authorizer: 'pool',
      scopes: ['a', 'b'],
    });
  });

  it('reads the provider', () => {
    const api = withEvents(
      '- http: GET /a',
      `
provider:
  endpointType: regional
  apiName: named
  tracing: { apiGateway: true }
  logs: { restApi: { level: ERROR, format: $context.path } }
  apiGateway:
    binaryMediaTypes: [image/png]
    minimumCompressionSize: 1024
    resourcePolicy: [{ Effect: Allow }]
    endpoint: { securityPolicy: SecurityPolicy_TLS13_1_3_2025_09 }
    usagePlan: [{ gold: { quota: { limit: 5 } } }, { free: { throttle: { rateLimit: 1 } } }]`,
    );
    expect(api).toMatchObject({
      ...{ name: 'named', endpointTypes: ['REGIONAL'], endpointIsDefault: false },
      ...{ binaryMediaTypes: ['image/png'], minimumCompressionBytes: 1024 },
      resourcePolicy: { path: 'provider.apiGateway.resourcePolicy' },
      securityPolicy: 'SecurityPolicy_TLS13_1_3_2025_09',
      usagePlans: [
        { name: 'gold', quota: true, throttled: false },
        { name: 'free', quota: false, throttled: true },
      ],
      stages: [
        {
          ...{ name: 'dev', tracing: true, accessLog: { format: '$context.path' } },
          methodSettings: [{ executionLog: 'ERROR' }],
        },
      ],
    });
  });

  it('knows what the framework logs when it is only told to log', () => {
    const [stage] = withEvents('- http: GET /a', 'provider: { logs: { restApi: true } }').stages;
    expect(stage).toMatchObject({ methodSettings: [{ executionLog: 'INFO' }] });
    expect(stage!.accessLog!.format).toContain('$context.resourcePath');
  });

  it('reads what plugins and resources add', () => {
    const api = withEvents(
      '- http: GET /a',
      `
custom:
  customDomain: { domainName: api.example.com, basePath: v1, endpointType: regional, securityPolicy: tls_1_2 }
  apiGatewayCaching: { enabled: true }
  associateWaf: { name: acl }
resources:
  - Resources:
      Denied: { Type: AWS::ApiGateway::GatewayResponse, Properties: { RestApiId: !Ref ApiGatewayRestApi, ResponseType: ACCESS_DENIED } }
  - Resources:
      Alarm: { Type: AWS::CloudWatch::Alarm, Properties: { Namespace: AWS/ApiGateway, MetricName: 5XXError } }`,
    );
    expect(api).toMatchObject({
      domains: [{ name: 'api.example.com', basePaths: ['v1'], securityPolicy: 'TLS_1_2' }],
      stages: [{ cacheGb: '0.5', webAcl: 'acl', methodSettings: [{ caches: true }] }],
      gatewayResponses: [{ type: 'ACCESS_DENIED' }],
      metricUses: [{ name: 'Alarm', metrics: ['5XXError'] }],
    });
  });

  it('notes what it does not know, and what only the framework knows', () => {
    const { unread } = withEvents(`
- http: { method: get, path: a, authorizer: '\${env:AUTH}', quantum: true }
- http: { path: a }
- http: whatever`);
    expect(unread.map(({ place, what, route }) => [place.path, what, route])).toEqual([
      [
        'functions.place.events.0.http.authorizer',
        expect.stringContaining('which only a deployment decides'),
        'GET /a',
      ],
      ['functions.place.events.0.http.quantum', 'This tool does not know "quantum"', 'GET /a'],
      ['functions.place.events.1.http', 'Expected a method and a path', undefined],
      [
        'functions.place.events.2.http',
        expect.stringContaining('Expected "METHOD /path"'),
        undefined,
      ],
    ]);
  });

  it('reads REST APIs that are resources, and none where there is none', () => {
    expect(
      read(
        'service: a\nfunctions: {}\nresources: { Resources: { Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: own } } } }',
      ),
    ).toMatchObject([{ name: 'own' }]);
    expect(
      read('service: a\nfunctions: { f: { handler: a.b, events: [{ httpApi: "*" }] } }'),
    ).toEqual([]);
  });

  it.each([
    ['functions of a program', 'functions: ${file(./functions.js)}', 'functions'],
    [
      'an event that is a variable',
      'functions: { f: { handler: a.b, events: ["${file(events.js)}"] } }',
      'functions.f.events.0',
    ],
    [
      'a path that is a variable',
      'functions: { f: { handler: a.b, events: [{ http: "GET ${env:PATH}/x" }] } }',
      'functions.f.events.0.http',
    ],
    [
      'routes of state machines',
      'functions: {}\nstepFunctions: { stateMachines: { m: { events: [{ http: GET /start }] } } }',
      'stepFunctions.stateMachines.m.events.0',
    ],
    [
      'routes of a plugin',
      'functions: {}\ncustom: { apiGatewayServiceProxies: [{ s3: { path: /files } }] }',
      'custom.apiGatewayServiceProxies',
    ],
    [
      'changes of what the framework makes',
      'functions: { f: { handler: a.b, events: [{ http: GET /a }] } }\nresources: { extensions: { ApiGatewayRestApi: { Properties: { Policy: {} } } } }',
      'resources.extensions.ApiGatewayRestApi',
    ],
    [
      'the framework’s API written anew',
      'functions: { f: { handler: a.b, events: [{ http: GET /a }] } }\nresources: { Resources: { ApiGatewayRestApi: { Type: AWS::ApiGateway::RestApi, Properties: { Policy: {} } } } }',
      'Resources.ApiGatewayRestApi.Properties',
    ],
    [
      'logs that are a variable',
      'provider: { name: aws, logs: { restApi: "${env:LOG}" } }\nfunctions: { f: { handler: a.b, events: [{ http: GET /a }] } }',
      'provider.logs.restApi',
    ],
  ])('notes %s, and calls nothing empty', (_, yaml, path) => {
    const apis = read(`service: a\n${yaml}`);
    expect(apis).toHaveLength(1);
    expect(apis[0]!.unread.map(({ place }) => place.path)).toEqual([path]);
  });

  it('leaves extensions alone that change nothing', () => {
    const { unread } = withEvents(
      '- http: GET /a',
      'resources: { extensions: { ApiGatewayRestApi: { Metadata: { a: 1 } } } }',
    );
    expect(unread).toEqual([]);
  });

  it('takes authorizers, methods and stages of the API from the resources', () => {
    const api = withEvents(
      `
- http: { method: get, path: a, authorizer: { type: COGNITO_USER_POOLS, authorizerId: !Ref Pool, scopes: [s] } }
- http: { method: get, path: b, authorizer: { type: CUSTOM, authorizerId: !Ref Elsewhere } }`,
      `
resources:
  Resources:
    Pool: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref ApiGatewayRestApi, Type: COGNITO_USER_POOLS, ProviderARNs: [arn] } }
    Files: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref ApiGatewayRestApi, ParentId: !GetAtt ApiGatewayRestApi.RootResourceId, PathPart: files } }
    Get: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref ApiGatewayRestApi, ResourceId: !Ref Files, HttpMethod: GET, Integration: { Type: MOCK } } }
    Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref ApiGatewayRestApi, StageName: extra, TracingEnabled: true } }`,
    );
    expect(api).toMatchObject({
      authorizers: [{ id: 'Pool', type: 'cognito', userPools: ['arn'] }],
      routes: [
        { authorization: { type: 'authorizer', authorizer: 'Pool', scopes: ['s'] } },
        { authorization: { authorizer: 'Elsewhere' } },
        { method: 'GET', path: '/files', integration: { type: 'mock' } },
      ],
      stages: [{ name: 'dev' }, { name: 'extra', tracing: true }],
      unread: [{ what: expect.stringContaining('another stack'), route: 'GET /b' }],
    });
  });

  it('reads what older versions of the framework knew', () => {
    const [api] = read(`
service: { name: shop }
provider:
  name: aws
  resourcePolicy: [{ Effect: Deny }]
  usagePlan: { quota: { limit: 5 } }
custom: { apigwBinary: { types: [image/png] } }
functions: { f: { handler: a.b, events: [{ http: GET /a }] } }`);
    expect(api).toMatchObject({
      name: 'dev-shop',
      resourcePolicy: { path: 'provider.resourcePolicy' },
      usagePlans: [{ quota: true }],
      binaryMediaTypes: ['image/png'],
      unread: [],
    });
    expect(
      one('service: a\nprovider: aws\nfunctions: { f: { events: [{ http: GET /a }] } }'),
    ).toMatchObject({ unread: [] });
  });

  it('refuses services of other clouds', () => {
    expect(() =>
      read(
        'service: a\nprovider: { name: openwhisk }\nfunctions: { f: { events: [{ http: GET /a }] } }',
      ),
    ).toThrow('serverless.yml provider.name: Expected aws, not "openwhisk"');
  });
});
