import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { Alarms } from '../domain/ports.ts';

/** Alarms by CloudWatch's API. */
export const createAlarms = (client = new CloudWatchClient()): Alarms => ({
  isOn: async (alarmName) => {
    const command = new DescribeAlarmsCommand({ AlarmNames: [alarmName] });
    const { MetricAlarms = [] } = await client.send(command);
    return MetricAlarms.some(({ StateValue }) => StateValue === 'ALARM');
  },
});
