import { type AccessOf, operationOf, parametersOf, textOf } from './access.ts';

/** Logs are authorised by log group. */
export const logsAccess: AccessOf = (request, { region, accountId }) => {
  const { logGroupName, logGroupIdentifier } = parametersOf(request);
  const group = textOf(logGroupName) || textOf(logGroupIdentifier).split(':log-group:').at(-1);
  const arn = `arn:aws:logs:${region}:${accountId}:log-group:${group}:*`;
  return [{ action: `logs:${operationOf(request)}`, resource: group ? arn : '*' }];
};

/** Metrics have no ARN. Alarms are described as a whole, even where names are given; to change them is the developer's. */
export const monitoringAccess: AccessOf = (request, { region, accountId }) => {
  const { path, body } = request;
  const operation =
    operationOf(request) ||
    (/\/operation\/(\w+)$/.exec(path)?.[1] ??
      new URLSearchParams(body.toString()).get('Action') ??
      '');
  const alarms = `arn:aws:cloudwatch:${region}:${accountId}:alarm:*`;
  const resource = /^Describe\w*Alarm/.test(operation) ? alarms : '*';
  return [{ action: `cloudwatch:${operation}`, resource }];
};
