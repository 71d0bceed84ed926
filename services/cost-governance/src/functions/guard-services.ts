import { createAlarms } from '../adapters/cloudwatch-alarms.ts';
import { createIncidents } from '../adapters/dynamodb-incidents.ts';
import { createFunctions } from '../adapters/lambda-functions.ts';
import { createNotices } from '../adapters/sns-notices.ts';
import { readConfig } from '../config.ts';
import type { Guard, Watch } from '../domain/guard.ts';
import { countNotices } from './count-notices.ts';

const systemClock = { now: Date.now };

/** What noting an alarm needs. */
export function watchServices(): Watch {
  const { alertsTopicArn, incidentsTable, policy } = readConfig();
  return {
    incidents: createIncidents(incidentsTable),
    notices: countNotices(createNotices(alertsTopicArn)),
    clock: systemClock,
    policy,
  };
}

/** What throttling and restoring need. */
export const guardServices = (): Guard => ({
  ...watchServices(),
  functions: createFunctions(),
  alarms: createAlarms(),
});
