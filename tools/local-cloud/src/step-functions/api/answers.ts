import { AwsError } from '../../aws-api.ts';
import { type Execution } from '../executions/execution.ts';
import { type HistoryEvent } from '../interpreter/history.ts';
import { withoutData } from '../executions/without-data.ts';
import { type Logging, type StateMachine } from '../state-machine.ts';

/** Seconds since 1970, as the protocol has it. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;

const present = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

export const describeStateMachine = ({ arn, name, createdAt }: StateMachine) => ({
  ...{ stateMachineArn: arn, name, type: 'STANDARD', creationDate: seconds(createdAt) },
});

export const loggingConfiguration = (
  { level, includeExecutionData, logGroups }: Logging,
  accountOf: string,
) => {
  const [, , , region, account] = accountOf.split(':');
  const logGroupArn = (name: string) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`;
  return {
    ...{ level, includeExecutionData },
    destinations: logGroups.map((name) => ({
      cloudWatchLogsLogGroup: { logGroupArn: logGroupArn(name) },
    })),
  };
};

export const summary = (execution: Execution) =>
  present({
    executionArn: execution.arn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: seconds(execution.startDate),
    stopDate: execution.stopDate === undefined ? undefined : seconds(execution.stopDate),
    redriveCount: 0,
  });

export const describeExecution = (execution: Execution) => {
  const { input, output, error, cause } = execution;
  return present({
    ...summary(execution),
    ...{ input, inputDetails: { included: true }, output, error, cause },
    outputDetails: output === undefined ? undefined : { included: true },
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'The local cloud redrives no executions.',
  });
};

export const describeEvent = (
  { id, previousEventId, type, timestamp, details }: HistoryEvent,
  includeExecutionData: boolean,
) => ({
  ...{ timestamp: seconds(timestamp), type, id, previousEventId },
  ...(includeExecutionData ? details : withoutData(details)),
});

/** The key that a token stands for: its page comes after it. @throws AwsError `InvalidToken` */
export const keyOf = (nextToken: string | undefined): number | undefined => {
  if (nextToken === undefined) return undefined;
  if (/^\d{1,9}$/.test(nextToken)) return Number(nextToken);
  throw new AwsError('InvalidToken', `Invalid Token: '${nextToken}'`);
};

/** The token of the page that comes after a key. */
export const tokenOf = (next: number | undefined): { nextToken?: string } =>
  next === undefined ? {} : { nextToken: String(next) };
