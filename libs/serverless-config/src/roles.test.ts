import { functionRole, roleName } from './roles.ts';

const statementsOf = (role: ReturnType<typeof functionRole>): unknown[] => {
  const policies = role.Properties?.Policies as {
    PolicyDocument: { Statement: unknown[] };
  }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
};

const roleOf = (definition: object) =>
  functionRole({
    definition: { name: 'acado-worker-b-dev-writeOrders', ...definition },
    region: 'us-east-1',
    logGroupLogicalId: 'WriteOrdersLogGroup',
    nameOf: (key) => `acado-worker-b-dev-${key}`,
  });

describe('roleName', () => {
  it('tells the regions of a function apart', () => {
    expect(roleName('acado-crud-api-dev-getItem', 'eu-west-1')).toBe(
      'acado-crud-api-dev-getItem-eu-west-1',
    );
  });

  it('stays within 64 characters and distinct for long function names', () => {
    const long = 'acado-a-service-with-a-long-name-staging-doSomethingVeryImportant';
    const names = [roleName(`${long}A`, 'ap-southeast-1'), roleName(`${long}B`, 'ap-southeast-1')];

    expect(names.map((name) => name.length)).toEqual([64, 64]);
    expect(new Set(names).size).toBe(2);
  });
});

describe('functionRole', () => {
  it('lets a plain function write to its own log group and nothing else', () => {
    expect(statementsOf(roleOf({}))).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: [{ 'Fn::GetAtt': ['WriteOrdersLogGroup', 'Arn'] }],
      },
    ]);
  });

  it('lets a function read each queue that triggers it', () => {
    const arn = { 'Fn::GetAtt': ['OrdersQueue', 'Arn'] };
    const role = roleOf({ events: [{ sqs: { arn } }, { sqs: 'arn:aws:sqs:us-east-1:1:other' }] });

    expect(statementsOf(role).slice(1)).toEqual(
      [arn, 'arn:aws:sqs:us-east-1:1:other'].map((queue) => ({
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        Resource: [queue],
      })),
    );
  });

  it.each([
    [{ type: 'sqs', arn: { 'Fn::GetAtt': ['Failures', 'Arn'] } }, 'sqs:SendMessage'],
    ['arn:aws:sns:us-east-1:1:failures', 'sns:Publish'],
    ['arn:aws:lambda:us-east-1:1:function:failed', 'lambda:InvokeFunction'],
  ])('lets a function write to its failure destination %j', (onFailure, action) => {
    expect(statementsOf(roleOf({ destinations: { onFailure } })).at(-1)).toMatchObject({
      Action: [action],
      Resource: [typeof onFailure === 'string' ? onFailure : onFailure.arn],
    });
  });

  it('lets a function invoke another of its service, by its name', () => {
    expect(statementsOf(roleOf({ destinations: { onFailure: 'sweep' } })).at(-1)).toEqual({
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction'],
      Resource: [
        {
          'Fn::Sub':
            'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:acado-worker-b-dev-sweep',
        },
      ],
    });
  });

  it('refuses a destination whose permission it does not know', () => {
    expect(() => roleOf({ destinations: { onFailure: 'arn:aws:s3:::failures' } })).toThrow(
      'No permission is known for the destination "arn:aws:s3:::failures"',
    );
  });

  it('adds the statements of the function and its condition', () => {
    const statement = { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: 'arn:table' };
    const role = roleOf({ iamRoleStatements: [statement], condition: 'IsProd' });

    expect(statementsOf(role).at(-1)).toBe(statement);
    expect(role.Condition).toBe('IsProd');
  });
});
