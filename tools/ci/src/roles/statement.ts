/** A value with CloudFormation's pseudo parameters in it. */
export type Sub = { 'Fn::Sub': string };

/** A statement of a policy, as it stands in the template. */
export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string[];
  Resource: '*' | Sub[];
  Condition?: Record<string, Record<string, unknown>>;
}

/**
 * An ARN of the account: `sqs:acado-*` is `arn:<partition>:sqs:<region>:<account>:acado-*`.
 *
 * @param region `*`, or nothing for what is global; the stack's by default.
 */
export function arn(service: string, resource: string, region = '${AWS::Region}'): Sub {
  // Buckets are named without an account.
  const account = service === 's3' ? '' : '${AWS::AccountId}';
  return { 'Fn::Sub': `arn:\${AWS::Partition}:${service}:${region}:${account}:${resource}` };
}

/**
 * Allows actions of one service.
 *
 * @param actions Their names, with blanks between.
 * @param resources `*` for actions that know no resources.
 * @example
 * allow('sqs', 'CreateQueue DeleteQueue', [arn('sqs', OURS)]);
 */
export function allow(
  service: string,
  actions: string,
  resources: Statement['Resource'],
  Condition?: Statement['Condition'],
): Statement {
  const Action = actions
    .trim()
    .split(/\s+/)
    .map((action) => `${service}:${action}`);
  return { Effect: 'Allow', Action, Resource: resources, ...(Condition && { Condition }) };
}

/** The names of everything that is deployed to the stage. */
export const OURS = 'acado-*-${Stage}-*';
/** Of a bucket, beginning with its own name. */
export const BUCKETS = arn('s3', OURS, '');
/** CloudFormation cuts names: of the stack's 24 characters are left, and of `staging` sometimes two. */
export const DEPLOYMENT_BUCKETS = arn('s3', 'acado-*-${Cut}*-serverlessdeploymentbuck*', '');
export const FUNCTIONS = arn('lambda', `function:${OURS}`);
export const ROLES = arn('iam', `role/${OURS}`, '');
/** What has an id in place of a name is only touched by CloudFormation on our behalf. */
export const BY_CLOUDFORMATION = {
  'ForAnyValue:StringEquals': { 'aws:CalledVia': 'cloudformation.amazonaws.com' },
};
/** Where what reads a queue belongs to one of our functions. */
export const OF_OUR_FUNCTIONS = { ArnLike: { 'lambda:FunctionArn': FUNCTIONS } };
