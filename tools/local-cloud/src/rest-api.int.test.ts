import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { type Cloud, type CloudOptions, createCloud, type Stack } from './index.ts';
import { packageChain } from './testing/chain-service.ts';
import { anHttpApi } from './testing/resources.ts';

/** The same function behind an HTTP API in place of the REST API. */
const behindHttpApi = (stack: Stack): Stack => {
  const others = Object.entries(stack.template.Resources).filter(
    ([, { Type }]) => !/^AWS::(ApiGateway|Lambda::Permission)/.test(Type),
  );
  const Resources = {
    ...Object.fromEntries(others),
    ...anHttpApi('chain', 'POST /orders', 'first', '1.0'),
  };
  return { ...stack, template: { ...stack.template, Resources } };
};

describe('a service with a REST API', () => {
  let directory: string;
  let cloud: Cloud;
  let reports: string[];

  const start = async (more: Record<string, unknown> = {}, options: Partial<CloudOptions> = {}) => {
    cloud = await createCloud({
      services: [packageChain(directory, { more })],
      directory,
      report: (level, source, message) => void reports.push(`${level} ${source}: ${message}`),
      ...options,
    });
  };
  const url = () => cloud.outputs().services.chain?.httpApi ?? '';
  const post = (path: string) => fetch(url() + path, { method: 'POST', body: '{"id":7}' });

  beforeEach(() => {
    reports = [];
    directory = mkdtempSync(join(tmpdir(), 'rest-'));
  });
  afterEach(async () => {
    await cloud.stop();
    rmSync(directory, { recursive: true });
  });

  it('answers at the URL of its stage, and is measured by name', async () => {
    await start();

    const answer = await post('/orders');
    const missing = await post('/nothing');

    expect(url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/local$/);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ payload: { payload: { done: 7 } } });
    expect(missing.status).toBe(403);
    expect(reports).toEqual([]);
    const metric = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ApiGateway',
          MetricName,
          Dimensions: [{ Name: 'ApiName', Value: 'local-chain' }],
        },
        Period: 60,
        Stat: 'Sum',
      },
    });
    const client = new CloudWatchClient({
      endpoint: cloud.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'secret' },
    });
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 60_000),
        MetricDataQueries: [metric('count', 'Count'), metric('errors', '4XXError')],
      }),
    );
    const sums = MetricDataResults.map(({ Values = [] }) => Values.reduce((a, b) => a + b, 0));
    expect(sums).toEqual([2, 1]);
  });

  it('stays as it is when only the time of packaging differs', async () => {
    await start();
    const before = url();

    expect(await cloud.update(packageChain(directory, { packagedAt: 2 }))).toEqual([]);
    expect(await cloud.update(packageChain(directory, { packagedAt: 3 }))).toEqual([]);

    expect(url()).toBe(before);
    expect((await post('/orders')).status).toBe(200);
  });

  it('follows its template', async () => {
    await start();
    const before = url();
    const stage = {
      Type: 'AWS::ApiGateway::Deployment',
      Properties: { RestApiId: { Ref: 'ApiGatewayRestApi' }, StageName: 'other' },
    };

    await cloud.update(packageChain(directory, { more: { ApiGatewayDeployment1: stage } }));

    expect(url()).toMatch(/\/other$/);
    expect((await post('/orders')).status).toBe(200);
    const gone = await fetch(`${before}/orders`, { method: 'POST' });
    expect(await gone.json()).toEqual({ message: 'Forbidden' });
  });

  it('can be put behind an HTTP API instead', async () => {
    await start({}, { transform: behindHttpApi });

    const answer = await post('/orders');

    expect(url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await answer.json()).toMatchObject({ payload: { payload: { done: 7 } } });
    expect(reports).toEqual([]);
  });

  it('answers 500 and says why when no permission names its API', async () => {
    await start({
      FirstLambdaPermissionApiGateway: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: 'chain-first',
          Action: 'lambda:InvokeFunction',
          Principal: 'apigateway.amazonaws.com',
          SourceArn: {
            'Fn::Sub':
              'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${ApiGatewayRestApi}/*/GET/orders',
          },
        },
      },
    });

    const answer = await post('/orders');

    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal server error' });
    expect(reports).toEqual([
      'error local-chain: POST /orders may not invoke chain-first: no AWS::Lambda::Permission allows apigateway.amazonaws.com',
    ]);
  });

  it('reports what is not modelled, and answers 500 rather than let everybody in', async () => {
    await start({
      ApiGatewayMethodOrdersPost: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          HttpMethod: 'POST',
          ResourceId: { Ref: 'ApiGatewayResourceOrders' },
          RestApiId: { Ref: 'ApiGatewayRestApi' },
          AuthorizationType: 'COGNITO_USER_POOLS',
          ApiKeyRequired: true,
          RequestValidatorId: { Ref: 'Validator' },
          Integration: { Type: 'MOCK' },
        },
      },
      Validator: {
        Type: 'AWS::ApiGateway::RequestValidator',
        Properties: { RestApiId: { Ref: 'ApiGatewayRestApi' }, ValidateRequestBody: true },
      },
    });

    expect((await post('/orders')).status).toBe(500);
    const warning = 'warn chain-local: ApiGatewayMethodOrdersPost: ';
    expect(reports.toSorted()).toEqual([
      'error local-chain: POST /orders: authorizers of type COGNITO_USER_POOLS do not exist here',
      `${warning}API keys are not checked here`,
      `${warning}AWS::ApiGateway::Method has no RequestValidatorId here`,
      `${warning}authorizers of type COGNITO_USER_POOLS do not exist here; it answers 500`,
      'warn chain-local: Validator: AWS::ApiGateway::RequestValidator does not exist here',
    ]);
  });
});
