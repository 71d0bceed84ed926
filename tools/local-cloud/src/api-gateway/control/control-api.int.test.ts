import {
  APIGatewayClient,
  GetAuthorizersCommand,
  GetMethodCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  GetUsagePlansCommand,
  DeleteRestApiCommand,
} from '@aws-sdk/client-api-gateway';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ApiGatewayV2Client, GetApisCommand } from '@aws-sdk/client-apigatewayv2';
import { createControlApi } from './control-api.ts';
import { type RestApiDescription } from './types.ts';

const method = {
  ...{ RestApiId: 'a1', ResourceId: 'orders', HttpMethod: 'POST', AuthorizationType: 'AWS_IAM' },
  ApiKeyRequired: false,
  MethodResponses: [{ StatusCode: '200' }],
  Integration: {
    ...{ Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', TimeoutInMillis: 29_000 },
    RequestParameters: { 'integration.request.header.X-Own': "'x'" },
    IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': '' } }],
  },
};

const anApi = (apiId: string): RestApiDescription => ({
  ...{ apiId, rootResourceId: 'root' },
  properties: { Name: `local-${apiId}`, BinaryMediaTypes: ['image/png'], Policy: '', Tags: [] },
  resources: [{ id: 'orders', parentId: 'root', pathPart: 'orders', path: '/orders' }],
  methods: [method],
  stages: [
    {
      ...{ RestApiId: apiId, StageName: 'local', DeploymentId: 'd1', Variables: { Own: 'x' } },
      TracingEnabled: true,
      AccessLogSetting: { DestinationArn: 'arn', Format: '$context.path' },
      MethodSettings: [
        { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 5 },
        { ResourcePath: '/orders/{id}', HttpMethod: 'GET', ThrottlingRateLimit: 2 },
      ],
    },
  ],
});

/** The control API behind a port, as an unmodified SDK calls it. */
describe('createControlApi', () => {
  const shop = { apiId: 'h1', name: 'shop-local', url: 'http://127.0.0.1:4666' };
  const answer = createControlApi(
    () => ['a1', 'b2', 'c3'].map(anApi),
    () => [shop],
  );
  let server: Server;
  let client: APIGatewayClient;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://local');
      const call = { method: request.method ?? 'GET', path, query, headers: {} };
      void answer({ ...call, body: Buffer.alloc(0), principal: { kind: 'developer' } }).then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = new APIGatewayClient(config());
  });
  afterAll(() => {
    client.destroy();
    server.close();
  });

  const config = () => ({
    ...{ region: 'us-east-1', maxAttempts: 1 },
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

  it('lists APIs page by page', async () => {
    const first = await client.send(new GetRestApisCommand({ limit: 2 }));
    const last = await client.send(new GetRestApisCommand({ limit: 2, position: first.position }));
    expect([...first.items!, ...last.items!].map(({ id }) => id)).toEqual(['a1', 'b2', 'c3']);
    expect(last.position).toBeUndefined();
  });

  it('describes an API', async () => {
    expect(await client.send(new GetRestApiCommand({ restApiId: 'a1' }))).toMatchObject({
      ...{ id: 'a1', name: 'local-a1', rootResourceId: 'root', binaryMediaTypes: ['image/png'] },
      endpointConfiguration: { types: ['EDGE'] },
    });
  });

  it('describes resources, with their methods on request', async () => {
    const list = (embed: string[]) =>
      client.send(new GetResourcesCommand({ restApiId: 'a1', embed }));
    const expected = {
      httpMethod: 'POST',
      authorizationType: 'AWS_IAM',
      methodIntegration: {
        ...{ type: 'AWS_PROXY', httpMethod: 'POST', timeoutInMillis: 29_000 },
        requestParameters: { 'integration.request.header.X-Own': "'x'" },
        integrationResponses: { 200: { responseTemplates: { 'application/json': '' } } },
      },
    };
    expect((await list([])).items).toMatchObject([
      { id: 'root', path: '/' },
      { id: 'orders', parentId: 'root', path: '/orders', resourceMethods: { POST: {} } },
    ]);
    expect((await list(['methods'])).items![1]!.resourceMethods).toMatchObject({ POST: expected });
    const named = { restApiId: 'a1', resourceId: 'orders', httpMethod: 'POST' };
    expect(await client.send(new GetMethodCommand(named))).toMatchObject(expected);
  });

  it('describes stages', async () => {
    const stage = {
      ...{ stageName: 'local', deploymentId: 'd1', tracingEnabled: true, variables: { Own: 'x' } },
      accessLogSettings: { destinationArn: 'arn', format: '$context.path' },
      methodSettings: {
        '*/*': { throttlingRateLimit: 5 },
        '~1orders~1{id}/GET': { throttlingRateLimit: 2 },
      },
    };
    const { item } = await client.send(new GetStagesCommand({ restApiId: 'a1' }));
    expect(item).toMatchObject([stage]);
    const named = { restApiId: 'a1', stageName: 'local' };
    expect(await client.send(new GetStageCommand(named))).toMatchObject(stage);
  });

  it('says where HTTP APIs are', async () => {
    const http = new ApiGatewayV2Client(config());

    const { Items } = await http.send(new GetApisCommand({ MaxResults: '500' }));

    expect(Items).toMatchObject([
      { ApiId: 'h1', Name: 'shop-local', ApiEndpoint: shop.url, ProtocolType: 'HTTP' },
    ]);
  });

  it('has none of what the local cloud does not model', async () => {
    const { items } = await client.send(new GetAuthorizersCommand({ restApiId: 'a1' }));
    expect(items).toEqual([]);
    expect((await client.send(new GetUsagePlansCommand({}))).items).toEqual([]);
  });

  it.each([
    [new GetRestApiCommand({ restApiId: 'gone' }), 'NotFoundException'],
    [new GetStageCommand({ restApiId: 'a1', stageName: 'gone' }), 'NotFoundException'],
    [new GetRestApisCommand({ limit: 0 }), 'BadRequestException'],
    [new GetRestApisCommand({ position: 'x' }), 'BadRequestException'],
    [new DeleteRestApiCommand({ restApiId: 'a1' }), 'UnsupportedOperationException'],
  ])('refuses %#', async (command, name) => {
    await expect(client.send(command as GetRestApiCommand)).rejects.toMatchObject({ name });
  });
});
