import { type Dimensions, dimensionList } from '../fields.ts';
import { type Alarm, type AlarmStatus } from './alarm-store.ts';
import { queriesOf } from './definition.ts';

export type Account = { region: string; accountId: string };

export const alarmArn = ({ region, accountId }: Account, name: string): string =>
  `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;

/** CloudWatch's own form of a date: no `Z`. */
const stamp = (at: number): string => new Date(at).toISOString().replace('Z', '+0000');

const stateOf = ({ value, reason, reasonData, changedAt }: AlarmStatus) => ({
  value,
  reason,
  ...(reasonData !== undefined && { reasonData }),
  timestamp: stamp(changedAt),
});

const metricOf = (metric: { Namespace: string; MetricName: string; Dimensions: Dimensions }) => ({
  namespace: metric.Namespace,
  name: metric.MetricName,
  dimensions: metric.Dimensions,
});

/** The detail of the event `CloudWatch Alarm State Change`. */
export const stateChangeDetail = ({ definition, status }: Alarm, before: AlarmStatus) => ({
  alarmName: definition.AlarmName,
  state: stateOf(status),
  previousState: stateOf(before),
  configuration: {
    ...(definition.AlarmDescription !== undefined && { description: definition.AlarmDescription }),
    metrics: queriesOf(definition).map(({ Id, MetricStat, Expression, Label, ReturnData }) => ({
      id: Id,
      ...(Label !== undefined && { label: Label }),
      ...(Expression !== undefined && { expression: Expression }),
      ...(MetricStat && {
        metricStat: {
          metric: metricOf(MetricStat.Metric),
          period: MetricStat.Period,
          stat: MetricStat.Stat,
        },
      }),
      returnData: ReturnData,
    })),
  },
});

/** The message that an alarm's topic receives. */
export const topicMessage = (account: Account, alarm: Alarm, before: AlarmStatus) => {
  const { definition, status } = alarm;
  return {
    AlarmName: definition.AlarmName,
    AlarmDescription: definition.AlarmDescription ?? null,
    AWSAccountId: account.accountId,
    NewStateValue: status.value,
    NewStateReason: status.reason,
    StateChangeTime: stamp(status.changedAt),
    Region: account.region,
    AlarmArn: alarmArn(account, definition.AlarmName),
    OldStateValue: before.value,
    OKActions: definition.OKActions,
    AlarmActions: definition.AlarmActions,
    InsufficientDataActions: definition.InsufficientDataActions,
    Trigger: {
      ...(definition.MetricName !== undefined && {
        MetricName: definition.MetricName,
        Namespace: definition.Namespace,
        StatisticType: definition.Statistic === undefined ? 'ExtendedStatistic' : 'Statistic',
        Statistic: (definition.Statistic ?? definition.ExtendedStatistic)?.toUpperCase(),
        Dimensions: dimensionList(definition.Dimensions).map(({ Name, Value }) => ({
          name: Name,
          value: Value,
        })),
        Period: definition.Period,
      }),
      ...(definition.Metrics.length > 0 && { Metrics: definition.Metrics }),
      EvaluationPeriods: definition.EvaluationPeriods,
      DatapointsToAlarm: definition.DatapointsToAlarm ?? definition.EvaluationPeriods,
      ComparisonOperator: definition.ComparisonOperator,
      Threshold: definition.Threshold,
      TreatMissingData: definition.TreatMissingData,
    },
  };
};

/** What an alarm that watches this state calls. */
export const actionsOf = ({ definition, status }: Alarm): string[] =>
  definition.ActionsEnabled
    ? {
        OK: definition.OKActions,
        ALARM: definition.AlarmActions,
        INSUFFICIENT_DATA: definition.InsufficientDataActions,
      }[status.value]
    : [];
