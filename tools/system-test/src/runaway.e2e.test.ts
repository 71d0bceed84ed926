import {
  DescribeAlarmsCommand,
  GetMetricStatisticsCommand,
  type MetricAlarm,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { type Runaway, startRunaway } from './runaway/start-runaway.ts';

const MINUTE_MS = 60_000;

describe('a function that triggers itself', () => {
  let directory: string;
  let runaway: Runaway;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'runaway-'));
    runaway = await startRunaway(directory);
  });

  afterAll(async () => {
    await runaway?.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  const alarm = async (): Promise<MetricAlarm> => {
    const { MetricAlarms = [] } = await runaway.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames: [runaway.alarmName] }),
    );
    return MetricAlarms[0]!;
  };

  /** The alarm, judged as at the end of a minute; anew should the cloud have done so by its own clock in between. */
  const alarmAfter = (minute: number, state: StateValue): Promise<MetricAlarm> =>
    eventually(
      `the alarm is ${state}`,
      async () => {
        runaway.cloud.evaluateAlarms(minute + MINUTE_MS);
        const found = await alarm();
        return found.StateValue === state ? found : undefined;
      },
      { timeoutMs: 5_000 },
    );

  /** The first minute from `since` on in which the function has cost more than its budget. */
  const costlyMinute = async (since: number): Promise<number> => {
    const { Namespace, MetricName, Dimensions, Threshold = 0 } = await alarm();
    return eventually(
      'the loop costs more than its budget',
      async () => {
        const { Datapoints = [] } = await runaway.cloudWatch.send(
          new GetMetricStatisticsCommand({
            ...{ Namespace, MetricName, Dimensions, Period: 60, Statistics: ['Sum'] },
            StartTime: new Date(since),
            EndTime: new Date(Date.now() + MINUTE_MS),
          }),
        );
        const costly = Datapoints.filter(({ Sum = 0 }) => Sum > Threshold);
        const minutes = costly.flatMap(({ Timestamp }) => Timestamp?.getTime() ?? []);
        return minutes.length > 0 ? Math.min(...minutes) : undefined;
      },
      { timeoutMs: 2 * MINUTE_MS },
    );
  };

  it('sets off its cost alarm in the second minute over its budget, and ends it when it is stopped', async () => {
    const before = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    await alarmAfter(before - MINUTE_MS, 'OK');

    await runaway.begin();
    const first = await costlyMinute(before);
    await alarmAfter(first, 'OK');
    const second = await costlyMinute(first + MINUTE_MS);
    expect(second).toBe(first + MINUTE_MS);
    const { StateReason } = await alarmAfter(second, 'ALARM');
    expect(StateReason).toMatch(/2 out of the last 2 datapoints/);

    await runaway.end();
    // Two periods without data, after the two that CloudWatch looks further back.
    await alarmAfter(second + 6 * MINUTE_MS, 'OK');
  });
});
