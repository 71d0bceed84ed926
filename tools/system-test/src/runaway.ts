// Starts a function that triggers itself on a local cloud of its own, and waits for its cost alarm; with `--guard` also
// for the guard to throttle it and to restore it.
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Runaway, startRunaway } from './runaway/start-runaway.ts';

/** Two periods of a minute, the part of a minute before them, and room for a slow machine. */
const PATIENCE_MS = 4 * 60_000;

const seconds = (since: number): string => `${Math.round((Date.now() - since) / 1000)} s`;

/** With the AWS CLI, as an operator would look; with the SDK where there is none that works. */
const stateOf = async ({ cloud, cloudWatch, alarmName }: Runaway): Promise<string> => {
  const args = ['cloudwatch', 'describe-alarms', '--alarm-names', alarmName];
  const query = ['--query', 'MetricAlarms[0].StateValue', '--output', 'text'];
  const env = {
    ...process.env,
    ...{ AWS_ENDPOINT_URL: cloud.endpoint, AWS_DEFAULT_REGION: 'us-east-1' },
    ...{ AWS_ACCESS_KEY_ID: 'operator', AWS_SECRET_ACCESS_KEY: 'operator' },
  };
  try {
    const { stdout } = await promisify(execFile)('aws', [...args, ...query], { env });
    return stdout.trim();
  } catch {
    const answer = await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [alarmName] }));
    return answer.MetricAlarms?.[0]?.StateValue ?? 'unknown';
  }
};

/** Whether the alarm goes off in time; when the loop began. */
const waitForAlarm = async (runaway: Runaway): Promise<{ wentOff: boolean; startedAt: number }> => {
  const { cloud, alarmName, functionName } = runaway;
  cloud.evaluateAlarms(Date.now());
  console.log(`alarm ${alarmName}: ${await stateOf(runaway)}
${functionName} triggers itself from now on. Look on:
  export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_DEFAULT_REGION=us-east-1 AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=me
  aws cloudwatch describe-alarms --alarm-names ${alarmName}`);
  const startedAt = Date.now();
  await runaway.begin();
  while (Date.now() - startedAt < PATIENCE_MS) {
    await sleep(1000);
    if ((await stateOf(runaway)) !== 'ALARM') continue;
    console.log(`alarm ${alarmName}: ALARM after ${seconds(startedAt)}`);
    return { wentOff: true, startedAt };
  }
  console.log(`No alarm within ${seconds(startedAt)}: is this machine too slow for the budget?`);
  return { wentOff: false, startedAt };
};

/** Whether the guard throttles the function, and restores it. */
const waitForGuard = async (runaway: Runaway, startedAt: number): Promise<boolean> => {
  const { functionName } = runaway;
  const own = await runaway.reservation();
  for (const [what, wanted] of [
    ['throttled', 0],
    ['restored', own],
  ] as const) {
    const since = Date.now();
    while ((await runaway.reservation()) !== wanted) {
      if (Date.now() - since > PATIENCE_MS) {
        console.log(`${functionName} is not ${what} within ${seconds(since)}`);
        return false;
      }
      await sleep(1000);
    }
    console.log(
      `${functionName} is ${what} after ${seconds(startedAt)}: its reserved concurrency is ${wanted}`,
    );
  }
  return true;
};

const watch = async (runaway: Runaway): Promise<boolean> => {
  const { wentOff, startedAt } = await waitForAlarm(runaway);
  const isWell = wentOff && (!isGuarded || (await waitForGuard(runaway, startedAt)));
  await runaway.end();
  console.log(`${runaway.functionName} is stopped: its reserved concurrency is 0`);
  return isWell;
};

const GOVERNANCE = join(import.meta.dirname, '../../../services/cost-governance');
const isGuarded = process.argv.includes('--guard');

const directory = mkdtempSync(join(tmpdir(), 'runaway-'));
const removeDirectory = () => rmSync(directory, { recursive: true, force: true });
console.log('Packaging …');
try {
  const runaway = await startRunaway(directory, (message) => console.log(message), {
    services: isGuarded ? [GOVERNANCE] : [],
  });
  process.once('SIGINT', () => {
    void runaway.stop().finally(() => {
      removeDirectory();
      process.exit(130);
    });
  });
  try {
    process.exitCode = (await watch(runaway)) ? 0 : 1;
  } finally {
    await runaway.stop();
  }
} finally {
  removeDirectory();
}
