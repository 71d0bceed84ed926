import { stripRegionPrefix, USAGE_TYPES } from './usage-types.ts';

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

describe('USAGE_TYPES', () => {
  it('gives no usage type of a service to two items', () => {
    const names = Object.values(USAGE_TYPES).flatMap(({ service, usageTypes }) =>
      usageTypes.map((usageType) => `${service} ${usageType}`),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
