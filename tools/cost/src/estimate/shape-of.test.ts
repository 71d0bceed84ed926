import { aFunction, aShape, someResources } from './testing/a-service.ts';

const shapeWith = (resources: ReturnType<typeof someResources>) =>
  aShape({ ...someResources(), ...resources });

describe('shapeOf', () => {
  it('finds what starts each function', () => {
    const [place, store] = aShape().functions;

    expect(place).toMatchObject({
      key: 'place',
      memoryMb: 1024,
      architecture: 'arm64',
      trigger: { type: 'api', api: { logicalId: 'HttpApi', type: 'http' } },
      logRetentionDays: undefined,
    });
    expect(store).toMatchObject({
      key: 'store',
      logRetentionDays: 7,
      trigger: {
        type: 'queue',
        queue: {
          logicalId: 'Queue',
          type: 'standard',
          maxReceiveCount: 3,
          deadLetterQueue: 'shop-local-dlq',
          rule: { logicalId: 'Rule', bus: 'bus-local-orders', pattern: { source: ['shop'] } },
        },
        mapping: { batchSize: 10, windowSeconds: 0, partialResponses: true },
      },
    });
  });

  it.each([
    ['getDashboard', 'GetDashboardLambdaFunction', 'shop-local-getDashboard'],
    ['get-board', 'GetDashboardLambdaFunction', 'shop-local-get-board'],
    ['get-board', 'GetDashboardLambdaFunction', 'a-name-of-its-own'],
  ])('knows the function %s of %s by its name %s', (key, logicalId, FunctionName) => {
    const { functions } = shapeWith({ [logicalId]: aFunction({ FunctionName }) });

    expect(functions.at(-1)!.key).toBe(key);
  });

  it('takes the defaults of CloudFormation where the template says nothing', () => {
    const { functions } = shapeWith({
      BareLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'bare' } },
    });

    expect(functions.at(-1)).toMatchObject({
      memoryMb: 128,
      architecture: 'x86_64',
      ephemeralStorageMb: 512,
      provisionedConcurrency: 0,
      trigger: { type: 'other' },
    });
  });

  it('tells a REST API from an HTTP API', () => {
    const { functions } = shapeWith({
      RestApi: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop-rest' } },
      GetLambdaFunction: aFunction({ FunctionName: 'shop-local-get' }),
      Method: {
        Type: 'AWS::ApiGateway::Method',
        Properties: {
          RestApiId: { Ref: 'RestApi' },
          Integration: {
            Uri: {
              'Fn::Join': ['', ['arn:', { 'Fn::GetAtt': ['GetLambdaFunction', 'Arn'] }, '/x']],
            },
          },
        },
      },
    });

    expect(functions.at(-1)!.trigger).toMatchObject({ type: 'api', api: { type: 'rest' } });
  });

  it('counts the metrics of alarms, and tells their types', () => {
    const alarm = (Properties: Record<string, unknown>, Type = 'AWS::CloudWatch::Alarm') => ({
      Type,
      Properties,
    });
    const stat = (Period: number) => ({ MetricStat: { Period } });
    const { alarms } = shapeWith({
      Math: alarm({ Metrics: [stat(60), stat(300), { Expression: 'a / b' }] }),
      Fast: alarm({ Period: 10 }),
      Band: alarm({ ThresholdMetricId: 'band', Metrics: [stat(60), { Expression: 'BAND' }] }),
      Both: alarm({ AlarmRule: 'ALARM(x)' }, 'AWS::CloudWatch::CompositeAlarm'),
    });

    expect(alarms.map(({ logicalId, type, metrics }) => [logicalId, type, metrics])).toEqual([
      ['StoreErrorsAlarm', 'standard', 1],
      ['Math', 'standard', 2],
      ['Fast', 'high-resolution', 1],
      ['Band', 'anomaly-detection', 1],
      ['Both', 'composite', 1],
    ]);
    expect(alarms[0]!.watches).toEqual(['StoreLambdaFunction']);
  });

  it('adds up provisioned concurrency', () => {
    const { functions } = shapeWith({
      StoreAlias: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          FunctionName: { Ref: 'StoreLambdaFunction' },
          ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 3 },
        },
      },
    });

    expect(functions.find(({ key }) => key === 'store')!.provisionedConcurrency).toBe(3);
  });

  it('lists what it has no price for', () => {
    expect(
      shapeWith({ Stream: { Type: 'AWS::Kinesis::Stream', Properties: {} } }).unpriced,
    ).toEqual([{ logicalId: 'Stream', type: 'AWS::Kinesis::Stream' }]);
  });

  it('names the resource and property that is not what it should be', () => {
    expect(() =>
      shapeWith({ BadLambdaFunction: aFunction({ MemorySize: { Ref: 'Memory' } }) }),
    ).toThrow("BadLambdaFunction (AWS::Lambda::Function) can't be priced: MemorySize");
  });

  it('refuses a function with an API and a queue', () => {
    const { HttpApiIntegrationPlace, ...others } = someResources();
    const both = {
      ...HttpApiIntegrationPlace!,
      Properties: {
        ApiId: { Ref: 'HttpApi' },
        IntegrationUri: { 'Fn::GetAtt': ['StoreLambdaFunction', 'Arn'] },
      },
    };
    expect(() => aShape({ ...others, HttpApiIntegrationPlace: both })).toThrow(
      'StoreLambdaFunction has two kinds of triggers',
    );
  });
});
