import { createHash } from 'node:crypto';
import type { Destination, FunctionDefinition, Statement } from './functions.ts';
import { at, type Resource } from './template.ts';

const maxRoleNameLength = 64;

/**
 * A role name that is unique per region (IAM is global) and never longer than IAM's 64 characters.
 *
 * @example
 * roleName('acado-crud-api-dev-getItem', 'us-east-1'); // 'acado-crud-api-dev-getItem-us-east-1'
 */
export const roleName = (functionName: string, region: string): string => {
  const name = `${functionName}-${region}`;
  if (name.length <= maxRoleNameLength) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, maxRoleNameLength - hash.length - 1)}-${hash}`;
};

const destinationActions: Record<string, string> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  function: 'lambda:InvokeFunction',
  events: 'events:PutEvents',
  eventBus: 'events:PutEvents',
};

/** The physical name of a function, by its key. */
type NameOf = (key: string) => string;

/** An ARN, or a function of the same service by its key: named, because two may refer to each other. */
const namedDestination = (destination: string, nameOf: NameOf) =>
  destination.startsWith('arn:')
    ? { arn: destination, type: destination.split(':')[2] ?? '' }
    : {
        arn: {
          'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${nameOf(destination)}`,
        },
        type: 'lambda',
      };

/** The permission to hand a result to a destination; the framework adds it to the shared role only. */
const destinationStatement = (destination: Destination, nameOf: NameOf): Statement => {
  const { arn, type } =
    typeof destination === 'string' ? namedDestination(destination, nameOf) : destination;
  const action = destinationActions[type];
  if (!action) throw new Error(`No permission is known for the destination ${JSON.stringify(arn)}`);
  return { Effect: 'Allow', Action: [action], Resource: [arn] };
};

const sqsStatement = (queueArn: unknown): Statement => ({
  Effect: 'Allow',
  Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  Resource: [queueArn],
});

/**
 * The execution role of one function: its own log group, its queue triggers, its destinations,
 * and the statements it declares under `iamRoleStatements`.
 *
 * @throws when a destination is of a type whose permission is not known
 * @example
 * functionRole({ definition, region: 'us-east-1', logGroupLogicalId: 'GetItemLogGroup', nameOf });
 */
export const functionRole = ({
  definition,
  region,
  logGroupLogicalId,
  nameOf,
}: {
  definition: FunctionDefinition;
  region: string;
  logGroupLogicalId: string;
  /** The physical name of a function of the service, by its key. */
  nameOf: NameOf;
}): Resource => {
  const { events = [], destinations = {}, iamRoleStatements = [], condition } = definition;
  const queueArns = events
    .map(({ sqs }) => (typeof sqs === 'string' ? sqs : at(sqs, 'arn')))
    .filter((arn) => arn !== undefined);
  const targets = [destinations.onFailure, destinations.onSuccess].filter((d) => d !== undefined);

  return {
    Type: 'AWS::IAM::Role',
    ...(condition && { Condition: condition }),
    Properties: {
      RoleName: roleName(definition.name, region),
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: ['lambda.amazonaws.com'] },
            Action: ['sts:AssumeRole'],
          },
        ],
      },
      Policies: [
        {
          PolicyName: 'function',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: [{ 'Fn::GetAtt': [logGroupLogicalId, 'Arn'] }],
              },
              ...queueArns.map(sqsStatement),
              ...targets.map((target) => destinationStatement(target, nameOf)),
              ...iamRoleStatements,
            ],
          },
        },
      ],
    },
  };
};
