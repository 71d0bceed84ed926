import type { RestApi } from '../../model/rest-api.ts';
import { type Answers, fakeApiGateway } from '../../testing/fake-api-gateway.ts';
import { readAccount } from './read-account.ts';

const lambda = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:${name}/invocations`;
const API = '/restapis/a1';

const ANSWERS: Answers = {
  '/restapis': [
    {
      ...{ id: 'a1', name: 'orders', createdDate: 1, apiKeySource: 'HEADER', policy: '{}' },
      endpointConfiguration: { types: ['REGIONAL'], ipAddressType: 'dualstack' },
      disableExecuteApiEndpoint: false,
    },
    { id: 'b2', name: 'other' },
  ],
  [`${API}/resources`]: [
    { id: 'r', path: '/' },
    {
      ...{ id: 'o', path: '/orders', pathPart: 'orders', parentId: 'r' },
      resourceMethods: {
        POST: {
          ...{
            httpMethod: 'POST',
            authorizationType: 'CUSTOM',
            authorizerId: 'au',
            apiKeyRequired: true,
          },
          requestValidatorId: 'va',
          methodIntegration: { type: 'AWS_PROXY', uri: lambda('place'), timeoutInMillis: 29_000 },
        },
        GET: {
          ...{ httpMethod: 'GET', authorizationType: 'NONE' },
          methodIntegration: { type: 'HTTP', uri: 'https://backend.example' },
        },
      },
    },
  ],
  [`${API}/authorizers`]: [
    { id: 'au', name: 'token', type: 'TOKEN', authorizerUri: lambda('auth') },
  ],
  [`${API}/requestvalidators`]: [{ id: 'va', validateRequestBody: true }],
  [`${API}/gatewayresponses`]: [
    { responseType: 'DEFAULT_4XX', defaultResponse: true },
    { responseType: 'ACCESS_DENIED', defaultResponse: false },
  ],
  [`${API}/stages`]: {
    item: [
      {
        ...{
          stageName: 'prod',
          deploymentId: 'd',
          cacheClusterEnabled: true,
          cacheClusterSize: '1.6',
        },
        webAclArn: 'acl',
        methodSettings: { '~1orders/GET': { cachingEnabled: true, throttlingRateLimit: -1 } },
      },
    ],
  },
  '/usageplans': [
    { id: 'p1', name: 'gold', apiStages: [{ apiId: 'a1', stage: 'prod' }], quota: { limit: 1 } },
    { id: 'p2', name: 'foreign', apiStages: [{ apiId: 'z', stage: 'prod' }] },
  ],
  '/domainnames': [
    {
      domainName: 'api.example.com',
      endpointConfiguration: { types: ['REGIONAL'] },
      securityPolicy: 'TLS_1_2',
    },
    { domainName: 'rules.example.com', routingMode: 'ROUTING_RULE_THEN_BASE_PATH_MAPPING' },
  ],
  '/domainnames/api.example.com/basepathmappings': [{ basePath: '(none)', restApiId: 'a1' }],
  '/domainnames/rules.example.com/basepathmappings': [{ basePath: 'x', restApiId: 'b2' }],
};

describe('readAccount', () => {
  let fake: Awaited<ReturnType<typeof fakeApiGateway>>;
  afterEach(() => fake.close());
  const read = async (only: string[] = []): Promise<RestApi[]> => {
    const apis: RestApi[] = [];
    for await (const api of readAccount({ client: fake.client, region: 'us-east-1', only }))
      apis.push(api);
    return apis;
  };

  it('reads everything, page by page, although it is slowed down', async () => {
    fake = await fakeApiGateway(ANSWERS, { busy: 7 });
    const [orders, other] = await read();
    expect(orders).toMatchObject({
      ...{
        source: 'account',
        id: 'a1',
        name: 'orders',
        endpointTypes: ['REGIONAL'],
        dualStack: true,
      },
      place: { file: 'account:us-east-1', path: 'restapis.a1' },
      resourcePolicy: { path: 'restapis.a1.policy' },
      routes: [
        {
          ...{ method: 'POST', path: '/orders', apiKeyRequired: true },
          authorization: { type: 'authorizer', authorizer: 'au' },
          validation: { body: true, parameters: false },
          integration: { type: 'lambda-proxy', functionName: 'place' },
        },
        { method: 'GET', integration: { type: 'http' } },
      ],
      authorizers: [{ id: 'au', type: 'token', functionName: 'auth' }],
      gatewayResponses: [{ type: 'ACCESS_DENIED' }],
      stages: [
        {
          ...{ name: 'prod', cacheGb: '1.6', webAcl: 'acl' },
          methodSettings: [{ method: 'GET', path: '/orders', caches: true }],
        },
      ],
      usagePlans: [{ name: 'gold', quota: true }],
      domains: [{ name: 'api.example.com', basePaths: [''] }],
      unread: [],
    });
    expect(other).toMatchObject({ name: 'other', endpointTypes: ['EDGE'], routes: [] });
    expect(other!.unread).toMatchObject([{ what: expect.stringContaining('Routing rules') }]);
  });

  it('asks only for the APIs that are wanted, and once for what they share', async () => {
    fake = await fakeApiGateway(ANSWERS);
    expect((await read(['other'])).map(({ id }) => id)).toEqual(['b2']);
    expect(fake.requests.filter((path) => path.startsWith(API))).toEqual([]);
    await read();
    expect(fake.requests.filter((path) => path === '/usageplans')).toHaveLength(4);
  });
});
