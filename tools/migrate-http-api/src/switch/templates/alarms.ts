import type { PlanFile } from '../plan/plan.ts';
import { template } from './template.ts';

const SHARE_OF_SERVER_ERRORS = 0.01;
/** Above the REST API's own. */
const SHARE_OF_CLIENT_ERRORS = 0.05;
const SLOWEST_MS = 3000;
/** Two of three minutes: one bad minute of a small share of the traffic is no evidence. */
const JUDGED = {
  EvaluationPeriods: 3,
  DatapointsToAlarm: 2,
  TreatMissingData: 'notBreaching',
  AlarmActions: { 'Fn::If': ['HasTopic', [{ Ref: 'AlarmTopic' }], { Ref: 'AWS::NoValue' }] },
};

const HTTP = [
  { Name: 'ApiId', Value: { Ref: 'HttpApiId' } },
  { Name: 'Stage', Value: { Ref: 'HttpApiStage' } },
];
const REST = [
  { Name: 'ApiName', Value: { Ref: 'RestApiName' } },
  { Name: 'Stage', Value: { Ref: 'RestApiStage' } },
];

const metric = (Id: string, MetricName: string, Dimensions: object[], Stat = 'Sum') => ({
  Id,
  MetricStat: {
    Metric: { Namespace: 'AWS/ApiGateway', MetricName, Dimensions },
    Period: 60,
    Stat,
  },
  ReturnData: false,
});

const share = (errors: string, count: string): string =>
  `IF(${count} > 0, ${errors} / ${count}, 0)`;

const alarm = (suffix: string, description: string, Threshold: number, Metrics: object[]) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: { 'Fn::Sub': `\${AWS::StackName}-${suffix}` },
    AlarmDescription: description,
    ComparisonOperator: 'GreaterThanThreshold',
    ...{ Threshold, ...JUDGED, Metrics },
  },
});

/** Alarms for as long as traffic moves: the two kinds of API call their metrics and dimensions differently. */
export const alarmsFile = (): PlanFile => ({
  name: 'alarms.yml',
  what: 'alarms on the HTTP API’s errors and latency, for as long as traffic moves',
  content: template({
    Description: 'Alarms while traffic moves from a REST API to an HTTP API',
    Parameters: {
      HttpApiId: { Type: 'String' },
      HttpApiStage: { Type: 'String', Default: '$default' },
      RestApiName: { Type: 'String', Description: 'REST APIs are measured by name' },
      RestApiStage: { Type: 'String' },
      AlarmTopic: { Type: 'String', Default: '', Description: 'ARN of an SNS topic, or nothing' },
    },
    Conditions: { HasTopic: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'AlarmTopic' }, ''] }] } },
    Resources: {
      ServerErrors: alarm('5xx', 'More than 1 % server errors', SHARE_OF_SERVER_ERRORS, [
        { Id: 'share', Expression: share('errors', 'requests'), ReturnData: true },
        metric('errors', '5xx', HTTP),
        metric('requests', 'Count', HTTP),
      ]),
      ClientErrors: alarm(
        '4xx',
        'Client errors 5 points above those of the REST API: clients get answers that they do not expect',
        SHARE_OF_CLIENT_ERRORS,
        [
          {
            Id: 'more',
            Expression: `${share('errors', 'requests')} - ${share('resterrors', 'restrequests')}`,
            ReturnData: true,
          },
          metric('errors', '4xx', HTTP),
          metric('requests', 'Count', HTTP),
          metric('resterrors', '4XXError', REST),
          metric('restrequests', 'Count', REST),
        ],
      ),
      Latency: alarm('latency', 'The slowest hundredth takes more than 3 s', SLOWEST_MS, [
        { ...metric('latency', 'Latency', HTTP, 'p99'), ReturnData: true },
      ]),
    },
  }),
});
