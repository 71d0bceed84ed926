import { z } from 'zod';
import { operation, type Operation } from '../../events/aws-json.ts';
import { dimensionList, integerBetween, pageOf, time } from '../fields.ts';
import { type MetricQuery } from '../metrics/metric-query.ts';
import { type Alarm } from './alarm-store.ts';
import { type Alarms } from './alarms.ts';
import { alarmProperties } from './definition.ts';
import { type Account, alarmArn } from './notices.ts';

const names = z.array(z.string());
const stateValue = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

const queryOf = ({ MetricStat, ...query }: MetricQuery) => ({
  ...query,
  ...(MetricStat && {
    MetricStat: {
      ...MetricStat,
      Metric: { ...MetricStat.Metric, Dimensions: dimensionList(MetricStat.Metric.Dimensions) },
    },
  }),
});

const describe = (account: Account, { definition, status, configuredAt }: Alarm) => {
  const { Metrics, Dimensions, ...rest } = definition;
  return {
    ...rest,
    AlarmArn: alarmArn(account, definition.AlarmName),
    AlarmConfigurationUpdatedTimestamp: new Date(configuredAt),
    StateValue: status.value,
    StateReason: status.reason,
    StateReasonData: status.reasonData,
    StateUpdatedTimestamp: new Date(status.updatedAt),
    StateTransitionedTimestamp: new Date(status.changedAt),
    ...(Metrics.length > 0
      ? { Metrics: Metrics.map(queryOf), Dimensions: [] }
      : { Dimensions: dimensionList(Dimensions) }),
  };
};

/** PutMetricAlarm, DescribeAlarms, DescribeAlarmHistory, SetAlarmState and the rest of an alarm's life. */
export const alarmOperations = (alarms: Alarms, account: Account): Record<string, Operation> => {
  const setActions = (enabled: boolean) =>
    operation(z.object({ AlarmNames: names }), ({ AlarmNames }) => {
      alarms.enableActions(AlarmNames, enabled);
      return {};
    });

  return {
    PutMetricAlarm: operation(alarmProperties, (definition) => {
      alarms.put(definition);
      return {};
    }),

    DeleteAlarms: operation(z.object({ AlarmNames: names }), ({ AlarmNames }) => {
      for (const name of AlarmNames) alarms.remove(name);
      return {};
    }),

    DescribeAlarms: operation(
      z.object({
        AlarmNames: names.optional(),
        AlarmNamePrefix: z.string().default(''),
        AlarmTypes: names.optional(),
        StateValue: stateValue.optional(),
        ActionPrefix: z.string().default(''),
        MaxRecords: integerBetween(1, 100).default(50),
        NextToken: z.string().optional(),
      }),
      (input) => {
        const found = alarms.store
          .list()
          .filter(
            ({ definition, status }) =>
              (!input.AlarmNames || input.AlarmNames.includes(definition.AlarmName)) &&
              definition.AlarmName.startsWith(input.AlarmNamePrefix) &&
              (!input.AlarmTypes || input.AlarmTypes.includes('MetricAlarm')) &&
              (!input.StateValue || status.value === input.StateValue) &&
              (input.ActionPrefix === '' ||
                [
                  ...definition.AlarmActions,
                  ...definition.OKActions,
                  ...definition.InsufficientDataActions,
                ].some((arn) => arn.startsWith(input.ActionPrefix))),
          );
        const { items, next } = pageOf(found, input.MaxRecords, input.NextToken);
        return {
          MetricAlarms: items.map((alarm) => describe(account, alarm)),
          CompositeAlarms: [],
          NextToken: next,
        };
      },
    ),

    DescribeAlarmHistory: operation(
      z.object({
        AlarmName: z.string().optional(),
        HistoryItemType: z.enum(['StateUpdate', 'ConfigurationUpdate', 'Action']).optional(),
        StartDate: time.default(0),
        EndDate: time.default(Number.MAX_SAFE_INTEGER),
        MaxRecords: integerBetween(1, 100).default(100),
        ScanBy: z
          .enum(['TimestampDescending', 'TimestampAscending'])
          .default('TimestampDescending'),
        NextToken: z.string().optional(),
      }),
      (input) => {
        const { AlarmName, HistoryItemType, StartDate, EndDate, ScanBy } = input;
        const newestFirst = alarms.store
          .history(AlarmName, StartDate, EndDate)
          .filter(({ type }) => !HistoryItemType || type === HistoryItemType);
        const found = ScanBy === 'TimestampDescending' ? newestFirst : newestFirst.reverse();
        const { items, next } = pageOf(found, input.MaxRecords, input.NextToken);
        return {
          AlarmHistoryItems: items.map(({ name, at, type, summary, data }) => ({
            AlarmName: name,
            AlarmType: 'MetricAlarm',
            Timestamp: new Date(at),
            HistoryItemType: type,
            HistorySummary: summary,
            HistoryData: JSON.stringify(data),
          })),
          NextToken: next,
        };
      },
    ),

    SetAlarmState: operation(
      z.object({
        AlarmName: z.string(),
        StateValue: stateValue,
        StateReason: z.string(),
        StateReasonData: z.string().optional(),
      }),
      ({ AlarmName, StateValue: value, StateReason: reason, StateReasonData: reasonData }) => {
        alarms.setState(AlarmName, { value, reason, reasonData });
        return {};
      },
    ),

    EnableAlarmActions: setActions(true),
    DisableAlarmActions: setActions(false),
  };
};
