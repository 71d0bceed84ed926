import { type AccessOf, operationOf, parametersOf, textOf } from './access.ts';

/** Logs are authorised by log group. */
export const logsAccess: AccessOf = (request, { region, accountId }) => {
  const { logGroupName, logGroupIdentifier } = parametersOf(request);
  const group = textOf(logGroupName) || textOf(logGroupIdentifier).split(':log-group:').at(-1);
  const arn = `arn:aws:logs:${region}:${accountId}:log-group:${group}:*`;
  return [{ action: `logs:${operationOf(request)}`, resource: group ? arn : '*' }];
};

/** Metrics have no ARN, and alarms are the developer's: a function's role is asked for the action alone. */
export const monitoringAccess: AccessOf = (request) => {
  const { path, body } = request;
  const operation =
    operationOf(request) ||
    (/\/operation\/(\w+)$/.exec(path)?.[1] ??
      new URLSearchParams(body.toString()).get('Action') ??
      '');
  return [{ action: `cloudwatch:${operation}`, resource: '*' }];
};
