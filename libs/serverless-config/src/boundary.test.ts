import { setPermissionsBoundary } from './boundary.ts';
import type { Resources } from './template.ts';

const boundary = 'arn:aws:iam::123456789012:policy/acado-dev-boundary';

const someResources = (): Resources => ({
  GetItemRole: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'get-item' } },
  StateMachineRole: { Type: 'AWS::IAM::Role' },
  CappedRole: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'its own' } },
  Queue: { Type: 'AWS::SQS::Queue' },
});

describe('setPermissionsBoundary', () => {
  it('caps every role that is not', () => {
    const resources = someResources();

    setPermissionsBoundary(resources, boundary);

    expect(resources).toEqual({
      GetItemRole: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'get-item', PermissionsBoundary: boundary },
      },
      StateMachineRole: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: boundary } },
      CappedRole: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'its own' } },
      Queue: { Type: 'AWS::SQS::Queue' },
    });
  });

  it('leaves roles as they are without one', () => {
    const resources = someResources();

    setPermissionsBoundary(resources, '');

    expect(resources).toEqual(someResources());
  });

  it.each([
    'acado-dev-boundary',
    'arn:aws:iam::123456789012:role/acado',
    'arn:aws:iam::1:policy/a',
  ])('refuses %s, which is no policy', (arn) => {
    expect(() => setPermissionsBoundary(someResources(), arn)).toThrow(
      'The stage parameter permissionsBoundary is no ARN of an IAM policy',
    );
  });
});
