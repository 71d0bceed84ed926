import { type AwsRequest } from '../../aws-api.ts';
import { logsAccess, monitoringAccess } from './cloudwatch.ts';

const account = { region: 'us-east-1', accountId: '000000000000' };
const aRequest = (overrides: Partial<AwsRequest>): AwsRequest => ({
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.of(),
  principal: { kind: 'developer' },
  ...overrides,
});

describe('logsAccess', () => {
  it.each([{ logGroupName: 'a' }, { logGroupIdentifier: 'arn:aws:logs:r:0:log-group:a' }])(
    'asks for the log group in %j',
    (parameters) => {
      const headers = { 'x-amz-target': 'Logs_20140328.PutLogEvents' };
      const request = aRequest({ headers, body: Buffer.from(JSON.stringify(parameters)) });

      expect(logsAccess(request, account)).toEqual([
        {
          action: 'logs:PutLogEvents',
          resource: 'arn:aws:logs:us-east-1:000000000000:log-group:a:*',
        },
      ]);
    },
  );
});

describe('monitoringAccess', () => {
  it.each([
    ['AWS JSON', { headers: { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData' } }],
    ['CBOR', { path: '/service/GraniteServiceVersion20100801/operation/PutMetricData' }],
    ['a query', { body: Buffer.from('Action=PutMetricData&Version=2010-08-01') }],
  ])('finds the action in %s', (_name, request) => {
    expect(monitoringAccess(aRequest(request), account)).toEqual([
      { action: 'cloudwatch:PutMetricData', resource: '*' },
    ]);
  });

  it('asks for all alarms where alarms are described', () => {
    const headers = { 'x-amz-target': 'GraniteServiceVersion20100801.DescribeAlarms' };
    expect(monitoringAccess(aRequest({ headers }), account)).toEqual([
      {
        action: 'cloudwatch:DescribeAlarms',
        resource: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:*',
      },
    ]);
  });
});
