import { readTemplate } from './read-template.ts';

const api = { Ref: 'Api' };
const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
const lambda = (name: string, call = '2015-03-31') => ({
  'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/${call}/functions/\${${name}.Arn}/invocations`,
});

const resource = (Type: string, Properties: object) => ({
  Type: `AWS::ApiGateway::${Type}`,
  Properties,
});

const method = (HttpMethod: string, more: object = {}) =>
  resource('Method', {
    ...{ RestApiId: api, ResourceId: { Ref: 'Orders' }, HttpMethod, AuthorizationType: 'NONE' },
    Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: lambda('Place') },
    ...more,
  });

const read = (resources: Record<string, object>, apiProperties: object = {}) =>
  readTemplate(
    {
      Resources: {
        Api: resource('RestApi', { Name: 'orders', ...apiProperties }),
        Orders: resource('Resource', { RestApiId: api, ParentId: root, PathPart: 'orders' }),
        ...resources,
      },
    },
    'template.json',
  )[0]!;

describe('readTemplate', () => {
  it('finds routes with their functions', () => {
    const { routes, unread, name, endpointTypes, endpointIsDefault } = read({
      One: resource('Resource', { RestApiId: api, ParentId: { Ref: 'Orders' }, PathPart: '{id}' }),
      Post: method('POST'),
      Get: method('GET', { ResourceId: { Ref: 'One' }, AuthorizationType: 'AWS_IAM' }),
      Root: method('ANY', { ResourceId: root }),
    });
    expect(unread).toEqual([]);
    expect({ name, endpointTypes, endpointIsDefault }).toEqual({
      name: 'orders',
      endpointTypes: ['EDGE'],
      endpointIsDefault: true,
    });
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual([
      ...['POST /orders', 'GET /orders/{id}', 'ANY /'],
    ]);
    expect(routes[0]!.integration).toMatchObject({ type: 'lambda-proxy', functionName: 'Place' });
    expect(routes[1]!.authorization).toEqual({ type: 'iam' });
  });

  it('tells preflight routes from other mock integrations', () => {
    const mock = (parameters: object) => ({
      Integration: {
        Type: 'MOCK',
        RequestTemplates: { 'application/json': '{statusCode:200}' },
        IntegrationResponses: [{ StatusCode: '200', ResponseParameters: parameters }],
      },
    });
    const { routes } = read({
      Options: method(
        'OPTIONS',
        mock({ 'method.response.header.Access-Control-Allow-Origin': "'*'" }),
      ),
      Post: method('POST', mock({})),
    });
    expect(routes.map(({ isPreflight, cors }) => ({ isPreflight, cors }))).toEqual([
      { isPreflight: true, cors: true },
      { isPreflight: false, cors: true },
    ]);
  });

  it('reads stages, whoever brings them', () => {
    const { stages } = read({
      Deployment: resource('Deployment', {
        RestApiId: api,
        StageName: 'dev',
        StageDescription: {
          CacheClusterEnabled: true,
          CachingEnabled: 'true',
          TracingEnabled: true,
        },
      }),
      Stage: resource('Stage', {
        RestApiId: api,
        StageName: 'prod',
        CanarySetting: { PercentTraffic: 10 },
        AccessLogSetting: { DestinationArn: 'arn:aws:logs:x', Format: '$context.path' },
        MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'INFO' }],
      }),
      Acl: {
        Type: 'AWS::WAFv2::WebACLAssociation',
        Properties: {
          WebACLArn: 'acl',
          ResourceArn: {
            'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/prod',
          },
        },
      },
    });
    expect(stages).toMatchObject([
      {
        ...{ name: 'prod', isCanary: true, webAcl: 'acl' },
        methodSettings: [{ method: '*', path: '*', executionLog: 'INFO' }],
      },
      { name: 'dev', cacheGb: '0.5', tracing: true, methodSettings: [{ caches: true }] },
    ]);
  });

  it('reads authorizers, validators, plans and domains', () => {
    const found = read({
      Token: resource('Authorizer', {
        ...{ RestApiId: api, Name: 'token', Type: 'TOKEN', AuthorizerUri: lambda('Auth') },
        IdentitySource: 'method.request.header.Authorization',
      }),
      Auth: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 20 } },
      Check: resource('RequestValidator', { RestApiId: api, ValidateRequestBody: true }),
      Post: method('POST', {
        ...{ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Token' } },
        ...{ RequestValidatorId: { Ref: 'Check' }, ApiKeyRequired: true },
      }),
      Plan: resource('UsagePlan', {
        ApiStages: [{ ApiId: api, Stage: 'prod' }],
        Quota: { Limit: 5, Period: 'DAY' },
      }),
      Domain: resource('DomainName', {
        DomainName: 'api.example.com',
        EndpointConfiguration: { Types: ['REGIONAL'] },
        MutualTlsAuthentication: { TruststoreUri: 's3://x' },
      }),
      Mapping: resource('BasePathMapping', {
        DomainName: { Ref: 'Domain' },
        RestApiId: api,
        BasePath: 'v1',
      }),
      Other: resource('GatewayResponse', { RestApiId: api, ResponseType: 'DEFAULT_4XX' }),
    });
    expect(found).toMatchObject({
      authorizers: [{ type: 'token', ttlSeconds: 300, functionTimeoutSeconds: 20 }],
      routes: [
        {
          authorization: { type: 'authorizer', authorizer: '${Token}' },
          validation: { body: true, parameters: false },
          apiKeyRequired: true,
        },
      ],
      usagePlans: [{ quota: true, throttled: false }],
      domains: [{ endpointTypes: ['REGIONAL'], mutualTls: true, basePaths: ['v1'] }],
      gatewayResponses: [{ type: 'DEFAULT_4XX' }],
      unread: [],
    });
  });

  it('notes what it does not know, with its place', () => {
    const { unread } = read(
      { Post: method('POST', { Integration: { Type: 'QUANTUM', Uri: 'x' }, Entangled: true }) },
      { EndpointConfiguration: { Types: [{ Ref: 'EndpointType' }] } },
    );
    expect(unread.map(({ place, what, route }) => `${place.path}: ${what} ${route ?? ''}`)).toEqual(
      [
        'Resources.Post.Properties.Integration.Type: Expected AWS, AWS_PROXY, HTTP, HTTP_PROXY or MOCK, not "QUANTUM" POST /orders',
        'Resources.Post.Properties.Entangled: This tool does not know "Entangled" POST /orders',
        'Resources.Api.Properties.EndpointConfiguration.Types.0: Expected EDGE, REGIONAL or PRIVATE, not "${EndpointType}", which only a deployment decides ',
      ],
    );
  });

  it('notes resources that it does not know, and APIs of other templates', () => {
    const { unread } = read({
      Portal: resource('QuantumGate', { RestApiId: api }),
      Get: method('GET'),
    });
    expect(unread).toMatchObject([
      { what: 'This tool does not know AWS::ApiGateway::QuantumGate' },
    ]);
    const [foreign] = readTemplate({ Resources: { Post: method('POST') } }, 'nested.json');
    expect(foreign).toMatchObject({ name: '${Api}', routes: [{ method: 'POST' }] });
    expect(foreign!.unread.map(({ what }) => what)).toContainEqual(
      expect.stringContaining('is in another template'),
    );
  });

  it('reads the definition in an API’s body', () => {
    const body = {
      openapi: '3.0.1',
      paths: {
        '/pets': {
          get: {
            'x-amazon-apigateway-integration': { type: 'http_proxy', uri: 'https://a.example' },
          },
        },
      },
    };
    expect(read({}, { Body: body }).routes).toMatchObject([{ method: 'GET', path: '/pets' }]);
  });

  it('notes an API whose routes are elsewhere', () => {
    expect(read({}).unread).toMatchObject([{ what: expect.stringContaining('no route here') }]);
  });

  it('takes a web ACL for that of every stage it may be of', () => {
    const acl = (stage: unknown) => ({
      Stage: resource('Stage', { RestApiId: api, StageName: 'prod' }),
      Acl: {
        Type: 'AWS::WAFv2::WebACLAssociation',
        Properties: {
          WebACLArn: 'acl',
          ResourceArn: {
            'Fn::Join': ['', ['arn:aws:apigateway:x::/restapis/', api, '/stages/', stage]],
          },
        },
      },
    });
    const found = (stage: unknown) => read(acl(stage)).stages[0]!.webAcl;
    expect(found({ Ref: 'Unknown' })).toBe('acl');
    expect(found({ Ref: 'Stage' })).toBe('acl');
    expect(found('prod')).toBe('acl');
    expect(found('other')).toBeUndefined();
  });

  it('takes a path variable under its own name for no mapping', () => {
    const mapped = (parameters: object) =>
      read({
        Get: method('GET', {
          Integration: {
            ...{ Type: 'HTTP_PROXY', Uri: 'https://a.example/{id}', IntegrationHttpMethod: 'post' },
            RequestParameters: parameters,
          },
        }),
      }).routes[0]!.integration;
    expect(mapped({ 'integration.request.path.id': 'method.request.path.id' })).toMatchObject({
      mapsParameters: false,
      method: 'POST',
    });
    expect(mapped({ 'integration.request.path.id': 'method.request.path.key' })).toMatchObject({
      mapsParameters: true,
    });
  });
});
