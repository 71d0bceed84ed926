import { CommandError } from '@acado/command-line';
import { adviseCapacity } from './advise.ts';
import { systemOf } from './complete.ts';
import { systemSchema } from './input.ts';

const getAtt = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const template = (resources: Record<string, { Type: string; Properties: object }>) => ({
  Resources: resources,
});

const api = template({
  HttpApi: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api' } },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: {
      ApiId: { Ref: 'HttpApi' },
      DefaultRouteSettings: { ThrottlingRateLimit: 500 },
    },
  },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: { Ref: 'HttpApi' }, IntegrationUri: getAtt('Place') },
  },
  Place: {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'place', Environment: { Variables: { EVENT_BUS: 'bus' } } },
  },
});

const worker = template({
  Queue: {
    Type: 'AWS::SQS::Queue',
    Properties: { QueueName: 'orders', MessageRetentionPeriod: 1_209_600 },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: { EventBusName: 'bus', Targets: [{ Arn: getAtt('Queue') }] },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: getAtt('Queue'),
      FunctionName: getAtt('Store'),
      BatchSize: 25,
      MaximumBatchingWindowInSeconds: 1,
      ScalingConfig: { MaximumConcurrency: 6 },
    },
  },
  Store: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'store',
      ReservedConcurrentExecutions: 8,
      Environment: { Variables: { TABLE: 'orders', BUCKET: { 'Fn::Sub': 'bucket' } } },
    },
  },
  Read: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'read' } },
  Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
});

const measured = {
  arrivals: { perSecond: 100 },
  functions: { place: { durationMs: 40 }, store: { durationMs: 60, perItemMs: 2 } },
  tables: { orders: { writeUnitsPerItem: 2 } },
};

describe('systemOf', () => {
  it('follows the orders through the templates', () => {
    const system = systemSchema.parse(systemOf(measured, [api, worker]));
    expect(system).toMatchObject({
      entry: 'api',
      components: [
        { type: 'http-api', id: 'api', requestsPerSecond: 500, to: [{ id: 'place' }] },
        { type: 'function', id: 'place', durationMs: 40, to: [{ id: 'orders' }] },
        {
          type: 'queue',
          id: 'orders',
          batchSize: 25,
          windowSeconds: 1,
          maximumConcurrency: 6,
          retentionSeconds: 1_209_600,
          consumer: 'store',
        },
        { type: 'function', id: 'store', reservedConcurrency: 8, to: [{ id: 'orders (table)' }] },
        { type: 'table', id: 'orders (table)', writeUnitsPerItem: 2 },
      ],
    });
    // 6 × 25 / 0.11 s
    expect(
      adviseCapacity(system).limits.find(({ limit }) => limit === 'maximumConcurrency'),
    ).toMatchObject({ saturatesAtPerSecond: expect.closeTo((6 * 25) / 0.11, 6) });
  });

  it.each<[string, object, unknown[], RegExp]>([
    [
      'figures that are missing',
      { arrivals: { perSecond: 1 } },
      [api, worker],
      /^functions\.place\.durationMs: .*\nfunctions\.store\.durationMs: .*\ntables\.orders\.writeUnitsPerItem: /,
    ],
    [
      'figures of what is not there',
      { ...measured, functions: { ...measured.functions, stor: { durationMs: 1 } } },
      [api, worker],
      /^functions\.stor: /,
    ],
    ['an entry that is not clear', measured, [worker], /no such resource|^entry: /],
    ['a template given twice', measured, [api, worker, worker], /^--template: There are two of/],
    ['what is no template', measured, [{}], /^Resources: /],
    ['an unknown field', { ...measured, durations: {} }, [api], /^durations: Unknown field/],
  ])('names %s', (_what, document, templates, message) => {
    const act = () => systemOf(document, templates);
    expect(act).toThrow(CommandError);
    expect(act).toThrow(message);
  });
});
