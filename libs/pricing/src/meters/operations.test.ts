import { unitsOf } from '../testing/units-of.ts';

const GB = 2 ** 30;

describe('step-functions', () => {
  it('counts transitions of standard workflows', () => {
    expect(unitsOf({ meter: 'step-functions-standard', transitions: 9 })).toEqual({
      'step-functions.standard.transitions': '9',
    });
  });

  it.each([
    [100, 64, '0.00625'],
    [100.1, 64, '0.0125'],
    [100, 64.1, '0.0125'],
    [0, 0, '0.00625'],
    [1000, 1024, '1'],
  ])('bills express %s ms and %s MB in steps', (durationMs, memoryMb, gbSeconds) => {
    expect(unitsOf({ meter: 'step-functions-express', requests: 1, durationMs, memoryMb })).toEqual(
      {
        'step-functions.express.requests': '1',
        'step-functions.express.duration': gbSeconds,
      },
    );
  });
});

describe('cloudwatch-logs', () => {
  it.each([
    ['lambda', 'standard', 'cloudwatch.logs.lambda'],
    ['lambda', 'infrequent-access', 'cloudwatch.logs.lambda-ia'],
    ['custom', 'standard', 'cloudwatch.logs.custom'],
    ['custom', 'infrequent-access', 'cloudwatch.logs.custom-ia'],
  ])('takes %s %s as its own item', (writer, logClass, item) => {
    const line = { meter: 'cloudwatch-logs', writer, logClass, bytes: 2 * GB };
    expect(unitsOf(line)).toEqual({ [item]: '2' });
  });

  it('keeps storage and scans apart', () => {
    expect(unitsOf({ meter: 'cloudwatch-log-storage', bytes: GB, days: 60 })).toEqual({
      'cloudwatch.logs.storage': '2',
    });
    expect(unitsOf({ meter: 'cloudwatch-logs-insights', scannedBytes: GB })).toEqual({
      'cloudwatch.logs.insights': '1',
    });
  });
});

describe('cloudwatch-metrics', () => {
  it('prorates by the hour', () => {
    const line = { meter: 'cloudwatch-metrics', metrics: 3 };
    expect(unitsOf(line)).toEqual({ 'cloudwatch.metrics': '3' });
    expect(unitsOf({ ...line, hours: 72 })).toEqual({ 'cloudwatch.metrics': '0.3' });
  });
});

describe('cloudwatch-alarms', () => {
  it.each([
    ['standard', 'cloudwatch.alarms.standard', '2'],
    ['high-resolution', 'cloudwatch.alarms.high-resolution', '2'],
    ['composite', 'cloudwatch.alarms.composite', '2'],
    ['anomaly-detection', 'cloudwatch.alarms.standard', '6'],
  ])('takes %s alarms as %s', (type, item, quantity) => {
    expect(unitsOf({ meter: 'cloudwatch-alarms', type, alarms: 2 })).toEqual({ [item]: quantity });
  });
});

describe('cloudwatch-api', () => {
  it('counts requests, and metrics asked for', () => {
    expect(unitsOf({ meter: 'cloudwatch-api', requests: 2, metricsRequested: 500 })).toEqual({
      'cloudwatch.api.requests': '2',
      'cloudwatch.api.metrics': '500',
    });
  });
});

describe('kms', () => {
  it('takes key-months and requests', () => {
    expect(unitsOf({ meter: 'kms', keys: 2, days: 15, requests: 7 })).toEqual({
      'kms.keys': '1',
      'kms.requests': '7',
    });
  });
});

describe('data-transfer-out', () => {
  it('takes GB', () => {
    expect(unitsOf({ meter: 'data-transfer-out', bytes: 5 * GB })).toEqual({
      'data-transfer.internet': '5',
    });
  });
});
