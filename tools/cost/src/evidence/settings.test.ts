import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '@acado/local-cloud';
import { parse } from 'yaml';
import * as z from 'zod';
import { configurationOf } from './configuration.ts';
import { applySettings } from './settings.ts';
import { PRODUCTION_LOGS, PRODUCTION_QUEUES } from './variants.ts';

const root = join(import.meta.dirname, '../../../..');

const resource = (Type: string, Properties: Record<string, unknown>) => ({ Type, Properties });

const aStack = (resources: Stack['template']['Resources'], service = 'worker-b'): Stack => ({
  service,
  stackName: `acado-${service}-local`,
  template: { Parameters: {}, Mappings: {}, Conditions: {}, Outputs: {}, Resources: resources },
  parameters: {},
  functions: {},
  artifact: (key) => key,
});

const aWorker = (): Stack =>
  aStack({
    StoreOrdersLambdaFunction: resource('AWS::Lambda::Function', {
      FunctionName: 'acado-worker-b-local-storeOrders',
      Architectures: ['arm64'],
      MemorySize: 512,
      Environment: { Variables: { STAGE: 'local', POWERTOOLS_LOG_LEVEL: 'INFO' } },
    }),
    Mapping: resource('AWS::Lambda::EventSourceMapping', {
      FunctionName: { 'Fn::GetAtt': ['StoreOrdersLambdaFunction', 'Arn'] },
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
    }),
    Alarm: resource('AWS::CloudWatch::Alarm', { Namespace: 'AWS/Lambda' }),
  });

describe('applySettings', () => {
  it('changes what it is told, and not the stack it is given', () => {
    const packaged = aWorker();
    const deployed = applySettings(packaged, {
      architecture: 'x86_64',
      memoryMb: 1024,
      queues: { 'acado-worker-b-local-storeOrders': { batchSize: 1, windowSeconds: 0 } },
      environment: { POWERTOOLS_LOG_LEVEL: 'WARN' },
    });

    expect(packaged).toMatchObject({ template: aWorker().template });
    expect(configurationOf([{ packaged, deployed }])).toEqual({
      services: ['worker-b'],
      functions: [
        {
          service: 'worker-b',
          name: 'acado-worker-b-local-storeOrders',
          architecture: 'x86_64',
          memoryMb: 1024,
        },
      ],
      queues: [
        {
          service: 'worker-b',
          functionName: 'acado-worker-b-local-storeOrders',
          batchSize: 1,
          windowSeconds: 0,
          maximumConcurrency: 2,
        },
      ],
      alarms: 1,
      changes: [
        ['StoreOrdersLambdaFunction.Properties.Architectures', ['arm64'], ['x86_64']],
        ['StoreOrdersLambdaFunction.Properties.MemorySize', 512, 1024],
        [
          'StoreOrdersLambdaFunction.Properties.Environment.Variables.POWERTOOLS_LOG_LEVEL',
          'INFO',
          'WARN',
        ],
        ['Mapping.Properties.BatchSize', 100, 1],
        ['Mapping.Properties.MaximumBatchingWindowInSeconds', 1, 0],
      ].map(([path, from, to]) => ({ service: 'worker-b', path, from, to })),
    });
  });

  it('leaves the queues of other functions as they are', () => {
    const deployed = applySettings(aWorker(), {
      queues: { 'acado-s3-archiver-local-archiveEvents': { batchSize: 1 } },
    });

    expect(deployed.template.Resources.Mapping?.Properties.BatchSize).toBe(100);
  });

  it('puts an HTTP API in the place of a REST API', () => {
    const api = { Ref: 'ApiGatewayRestApi' };
    const arn = { 'Fn::GetAtt': ['PlaceOrderLambdaFunction', 'Arn'] };
    const stack = aStack(
      {
        ApiGatewayRestApi: resource('AWS::ApiGateway::RestApi', { Name: 'local-acado-baseline' }),
        ApiGatewayResourceOrders: resource('AWS::ApiGateway::Resource', {
          ParentId: { 'Fn::GetAtt': ['ApiGatewayRestApi', 'RootResourceId'] },
          PathPart: 'orders',
        }),
        ApiGatewayMethodOrdersPost: resource('AWS::ApiGateway::Method', {
          HttpMethod: 'POST',
          ResourceId: { Ref: 'ApiGatewayResourceOrders' },
          Integration: { Uri: { 'Fn::Join': ['', ['arn:', arn, '/invocations']] } },
        }),
        Permission: resource('AWS::Lambda::Permission', {
          SourceArn: { 'Fn::Join': ['', ['arn:', api, '/*/*']] },
        }),
      },
      'baseline',
    );

    const { Resources } = applySettings(stack, { httpApi: true }).template;

    expect(Object.values(Resources).map(({ Type }) => Type)).not.toContainEqual(
      expect.stringContaining('AWS::ApiGateway::'),
    );
    expect(Object.values(Resources)).toContainEqual(
      resource('AWS::ApiGatewayV2::Integration', {
        ApiId: { Ref: 'HttpApi' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: arn,
        PayloadFormatVersion: '1.0',
      }),
    );
    expect(Object.values(Resources)).toContainEqual(
      expect.objectContaining({
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: expect.objectContaining({ RouteKey: 'POST /orders' }),
      }),
    );
    expect(Resources.Permission?.Properties.SourceArn).toEqual({
      'Fn::Join': ['', ['arn:', { Ref: 'HttpApi' }, '/*/*']],
    });
  });
});

describe('what production is taken to be', () => {
  const yaml = <Schema extends z.ZodType>(path: string, schema: Schema): z.output<Schema> =>
    schema.parse(parse(readFileSync(join(root, path), 'utf8'), { logLevel: 'silent' }));

  it('is what the stage parameters say', () => {
    const telemetry = z.object({
      logLevel: z.string(),
      costMetrics: z.string(),
      costSampleRate: z.number(),
    });
    const { default: params, prod } = yaml(
      'libs/serverless-config/params.yml',
      z.object({ default: telemetry, prod: telemetry.partial() }),
    );
    const { logLevel, costMetrics, costSampleRate } = { ...params, ...prod };

    expect(PRODUCTION_LOGS).toEqual({
      POWERTOOLS_LOG_LEVEL: logLevel,
      COST_METRICS: costMetrics,
      COST_SAMPLE_RATE: String(costSampleRate),
    });
  });

  it('is what the services say of their queues', () => {
    const other = z.object({ batchSize: z.number().optional(), batchingWindow: z.number() });
    const schema = z.object({ custom: z.object({ stages: z.object({ other }) }) });
    const of = (service: string) =>
      yaml(`services/${service}/serverless.yml`, schema).custom.stages.other;

    expect(PRODUCTION_QUEUES).toEqual({
      'acado-ingest-a-local-publishOrders': { windowSeconds: of('ingest-a').batchingWindow },
      'acado-s3-archiver-local-archiveEvents': {
        batchSize: of('s3-archiver').batchSize,
        windowSeconds: of('s3-archiver').batchingWindow,
      },
    });
  });
});
