import { estimate, noiseOf } from './estimate.ts';
import { aFunctionUsage, aShape, aUsageFile, exactly, someResources } from './testing/a-service.ts';

const options = { region: 'us-east-1', eventsPerMonth: 1_000_000 };

const usdOf = (rows: ReturnType<typeof estimate>['events']) =>
  Object.fromEntries(
    rows.flatMap(({ function: key = '', items }) =>
      items.map(({ item, usd }) => [`${key} ${item}`.trim(), Number(usd.toFixed(6))]),
    ),
  );

describe('estimate', () => {
  it('prices a million events, as by hand', () => {
    const { events, usdPerMillion } = estimate(aShape(), aUsageFile(), options);

    expect(usdOf(events)).toEqual({
      'place api-gateway.http.requests': 1,
      'place lambda.requests.arm64': 0.2,
      // 10 ms of 1 GB, a million times: 10,000 GB-seconds.
      'place lambda.duration.arm64': 0.133334,
      'store lambda.requests.arm64': 0.02,
      // A tenth of the invocations, half the memory: 500 GB-seconds.
      'store lambda.duration.arm64': 0.006667,
      // Sent one by one, received and deleted by ten: 1.2 million requests.
      'store sqs.requests.standard': 0.48,
    });
    expect(usdPerMillion).toBeCloseTo(1.840001, 6);
  });

  it('prices calls and logs, by event or by invocation', () => {
    const usage = aUsageFile();
    usage.functions['store'] = aFunctionUsage({
      batch: { size: 10, messages: exactly(10) },
      logBytes: exactly(1073.741824),
      calls: [
        {
          item: 'dynamodb.write-request-units',
          resource: 'shop-local-orders',
          per: 'event',
          count: exactly(2),
        },
        { item: 's3.put.STANDARD', resource: 'archive', per: 'invocation', count: exactly(1) },
        { item: 'eventbridge.custom-events', resource: 'bus', per: 'event', count: exactly(0.1) },
      ],
    });

    expect(usdOf(estimate(aShape(), usage, options).events)).toMatchObject({
      'store dynamodb.write-request-units': 1.25,
      'store s3.put.STANDARD': 0.5,
      'store eventbridge.custom-events': 0.1,
      // 100,000 invocations: a tenth of a GB.
      'store cloudwatch.logs.lambda': 0.05,
    });
  });

  it('lists apart what a month costs', () => {
    const usage = aUsageFile({ metrics: [{ namespace: 'Shop', series: 4 }] });
    usage.functions['store']!.logBytes = exactly(10_737.41824);
    const { monthly, usdPerMonth } = estimate(aShape(), usage, options);

    expect(usdOf(monthly)).toEqual({
      'cloudwatch.alarms.standard': 0.1,
      'cloudwatch.metrics': 1.2,
      // Five pollers that ask every 20 seconds for 30 days.
      'store sqs.requests.standard': 0.2592,
      // 100,000 invocations × 10 KB are 1 GB, kept for 7 of 30 days.
      'store cloudwatch.logs.storage': 0.007,
    });
    expect(usdPerMonth).toBeCloseTo(1.5662, 6);
  });

  it('costs twice the duration with twice the memory, and nothing else', () => {
    const { StoreLambdaFunction, ...others } = someResources();
    const doubled = aShape({
      ...others,
      StoreLambdaFunction: {
        ...StoreLambdaFunction!,
        Properties: { ...StoreLambdaFunction!.Properties, MemorySize: 1024 },
      },
    });
    const before = usdOf(estimate(aShape(), aUsageFile(), options).events);
    const after = usdOf(estimate(doubled, aUsageFile(), options).events);

    expect(after).toEqual({ ...before, 'store lambda.duration.arm64': 0.013333 });
  });

  it('names region and item of a price that nobody knows', () => {
    const inRegion = (region: string) => () =>
      estimate(aShape(), aUsageFile(), { ...options, region });

    expect(inRegion('eu-central-1')).toThrow(
      'No price for api-gateway.http.requests in eu-central-1',
    );
    expect(inRegion('mars-1')).toThrow('mars-1');
  });

  it('refuses tables that are not on demand', () => {
    const shape = aShape({
      ...someResources(),
      Other: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    });

    expect(() => estimate(shape, aUsageFile(), options)).toThrow(
      'shop: Other has billing mode PROVISIONED',
    );
  });
});

describe('noiseOf', () => {
  it('is what the measured means may be off by, at 95 %', () => {
    const usage = aUsageFile();
    usage.functions['place']!.billedMs.standardError = 1;

    // 1 ms of 10 is a tenth of 0.133334 USD; five runs.
    const noise = noiseOf(estimate(aShape(), usage, options), options);
    expect(noise).toBeCloseTo(0.0133334 * 2.776, 6);
  });
});
