import { type ApiDefinition } from '../../api-gateway/types.ts';
import { type CloudContext } from '../../context.ts';
import { aStack } from '../../template/testing.ts';
import { createProvisioner } from '../provisioner.ts';
import { restApiHandlers } from './rest-api.ts';

const RestApiId = { Ref: 'Api' };
const root = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
const api = { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'local-orders' } };
const resource = (PathPart: string, ParentId: unknown = root) => ({
  Type: 'AWS::ApiGateway::Resource',
  Properties: { RestApiId, ParentId, PathPart },
});
const method = (HttpMethod: string, ResourceId: unknown) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    ...{ RestApiId, ResourceId, HttpMethod },
    Integration: { Type: 'AWS_PROXY', Uri: 'arn:aws:lambda:us-east-1:0:function:orders' },
  },
});
const deployment = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGateway::Deployment',
  Properties: { RestApiId, ...properties },
});

const provisioned = async (...templates: Record<string, unknown>[]) => {
  const definitions: ApiDefinition[] = [];
  const removed: string[] = [];
  const context = {
    region: 'us-east-1',
    accountId: '000000000000',
    report: () => undefined,
  } as unknown as CloudContext;
  const gateway = {
    putApi: async (definition: ApiDefinition) => {
      definitions.push(definition);
      return { url: '' };
    },
    removeApi: async (apiId: string) => void removed.push(apiId),
    httpApis: () => [],
    restApis: () => [],
    stop: () => Promise.resolve(),
  };
  const { handlers, commit } = restApiHandlers(context, gateway, {
    reserve: () => Promise.resolve(4666),
  });
  const provisioner = createProvisioner(context, {
    of: (type) => handlers.find((handler) => handler.type === type),
    commit,
  });
  const results = [];
  for (const Resources of templates)
    results.push(await provisioner.provision(aStack({ Resources })));
  return { definitions, removed, results, definition: definitions.at(-1), result: results.at(-1) };
};

describe('restApiHandlers', () => {
  it('makes paths of the tree of resources', async () => {
    const { definition } = await provisioned({
      Api: api,
      Orders: resource('orders'),
      Order: resource('{id}', { Ref: 'Orders' }),
      Rest: resource('{proxy+}', { Ref: 'Order' }),
      GetRoot: method('GET', root),
      GetOrder: method('GET', { Ref: 'Order' }),
      AnyRest: method('ANY', { Ref: 'Rest' }),
    });
    expect(definition).toMatchObject({
      type: 'REST',
      name: 'local-orders',
      methods: [
        { httpMethod: 'GET', path: '/', integration: { functionName: 'orders' } },
        { httpMethod: 'GET', path: '/orders/{id}' },
        { httpMethod: 'ANY', path: '/orders/{id}/{proxy+}' },
      ],
      stages: [],
    });
  });

  it('takes the stage of a deployment, or one that stands for itself', async () => {
    const limits = { ThrottlingBurstLimit: 5, ThrottlingRateLimit: '2.5' };
    const { definition, result } = await provisioned({
      Api: api,
      Deployment1: deployment({ StageName: 'local', StageDescription: limits }),
      Deployment2: deployment(),
      Stage: {
        Type: 'AWS::ApiGateway::Stage',
        Properties: {
          RestApiId,
          StageName: 'blue',
          DeploymentId: { Ref: 'Deployment2' },
          Variables: { colour: 'blue' },
          MethodSettings: [{ ResourcePath: '/~1orders~1{id}', HttpMethod: 'GET', ...limits }],
        },
      },
    });
    const throttling = { burstLimit: 5, rateLimit: 2.5 };
    expect(definition).toMatchObject({
      stages: [
        { name: 'local', throttling, methodThrottling: {} },
        {
          name: 'blue',
          deploymentId: result?.resources.Deployment2,
          variables: { colour: 'blue' },
          methodThrottling: { 'GET /orders/{id}': throttling },
        },
      ],
    });
    expect(result?.httpApi).toBe('http://127.0.0.1:4666/local');
  });

  it('puts an API into service again only when one of its parts changes', async () => {
    const template = { Api: api, Get: method('GET', root) };
    const local = deployment({ StageName: 'local' });
    const { definitions, results } = await provisioned(
      { ...template, Deployment1: local },
      { ...template, Deployment2: local },
      { ...template, Deployment3: deployment({ StageName: 'other' }) },
    );
    expect(results.map(({ changed }) => changed)).toEqual([
      ['Api', 'Get', 'Deployment1'],
      [],
      ['Deployment3', 'Deployment2'],
    ]);
    expect(definitions).toMatchObject([
      { stages: [{ name: 'local' }] },
      { stages: [{ name: 'other' }] },
    ]);
  });

  it('ends an API that left its template', async () => {
    const { removed, results } = await provisioned({ Api: api }, {});
    expect(removed).toEqual([results[0]?.resources.Api]);
  });
});
