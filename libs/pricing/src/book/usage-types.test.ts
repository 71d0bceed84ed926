import { regionOfUsageType, stripRegionPrefix, USAGE_TYPES } from './usage-types.ts';

describe('stripRegionPrefix', () => {
  it.each([
    ['Request-ARM', 'Request-ARM'],
    ['USE1-ApiGatewayHttpRequest', 'ApiGatewayHttpRequest'],
    ['EU-Requests-Tier1', 'Requests-Tier1'],
    ['EUC1-TimedStorage-ByteHrs', 'TimedStorage-ByteHrs'],
    ['APN1-CW:MetricMonitorUsage', 'CW:MetricMonitorUsage'],
    ['APS3-Event-64K-Chunks', 'Event-64K-Chunks'],
    ['us-east-1-KMS-Requests', 'KMS-Requests'],
    ['ap-northeast-1-KMS-Keys', 'KMS-Keys'],
    ['Global-Request', 'Global-Request'],
  ])('%s is %s', (usageType, stripped) => {
    expect(stripRegionPrefix(usageType)).toBe(stripped);
  });
});

describe('regionOfUsageType', () => {
  it.each([
    ['Request-ARM', 'us-east-1'],
    ['USE1-ApiGatewayHttpRequest', 'us-east-1'],
    ['EU-Requests-Tier1', 'eu-west-1'],
    ['EUW1-Requests-Tier1', 'eu-west-1'],
    ['APS3-Event-64K-Chunks', 'ap-south-1'],
    ['ap-northeast-1-KMS-Keys', 'ap-northeast-1'],
    ['APS9-Request', undefined],
  ])('%s is of %s', (usageType, region) => {
    expect(regionOfUsageType(usageType)).toBe(region);
  });
});

describe('USAGE_TYPES', () => {
  it('gives no usage type of a service to two items', () => {
    const names = Object.values(USAGE_TYPES).flatMap(({ service, usageTypes }) =>
      usageTypes.map((usageType) => `${service} ${usageType}`),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
