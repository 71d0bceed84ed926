import { aSoundStack } from '../testing/a-sound-stack.ts';
import { ownerOf } from './owner.ts';

const { resources } = aSoundStack();

describe('ownerOf', () => {
  it.each([
    ['GetOrderRole', 'GetOrderLambdaFunction'],
    ['GetOrderLogGroup', 'GetOrderLambdaFunction'],
    ['WriteOrdersMapping', 'WriteOrdersLambdaFunction'],
    ['SweepSchedule', 'SweepLambdaFunction'],
    ['NotifyPermission', 'NotifyLambdaFunction'],
    ['OrdersRule', undefined],
    ['OrdersQueue', undefined],
    ['Gone', undefined],
  ])('of %s is %s', (id, owner) => {
    expect(ownerOf(id, resources)).toBe(owner);
  });

  it('is nobody where two functions share a role', () => {
    const shared = structuredClone(resources);
    shared.SweepLambdaFunction!.Properties!.Role = { 'Fn::GetAtt': ['GetOrderRole', 'Arn'] };

    expect(ownerOf('GetOrderRole', shared)).toBeUndefined();
  });
});
