/** The service that a physical name belongs to: what stands before the stage, as in `acado-worker-b-local-orders`. */
export const serviceOfName = (name: string): string =>
  /^(.+?)-(?:local|dev|staging|prod)(?:-|$)/.exec(name)?.[1] ?? name;

const LAMBDA_LOG_GROUPS = '/aws/lambda/';

/** The function that writes to a log group; `undefined` when it is not Lambda's. */
export const functionOfLogGroup = (logGroup: string): string | undefined =>
  logGroup.startsWith(LAMBDA_LOG_GROUPS) ? logGroup.slice(LAMBDA_LOG_GROUPS.length) : undefined;
