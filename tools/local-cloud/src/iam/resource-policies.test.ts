import { createResourcePolicies, type ServiceCaller } from './resource-policies.ts';
import { type ResourceStatement } from './types.ts';

const queue = 'arn:aws:sqs:us-east-1:000000000000:orders';
const rule = 'arn:aws:events:us-east-1:000000000000:rule/bus/orders';
const events: ServiceCaller = { service: 'events.amazonaws.com', sourceArn: rule };

const statement = (more: Partial<ResourceStatement> = {}): ResourceStatement => ({
  Effect: 'Allow',
  Principal: { Service: 'events.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: queue,
  Condition: { ArnEquals: { 'aws:SourceArn': rule } },
  ...more,
});

const allows = (statements: ResourceStatement[], { caller = events, attachedTo = queue } = {}) => {
  const policies = createResourcePolicies({ accountId: '000000000000', region: 'us-east-1' });
  policies.put('policy', [attachedTo], statements);
  return policies.allow(caller, 'sqs:SendMessage', queue);
};

describe('allow', () => {
  it.each<[string, boolean, ResourceStatement[]]>([
    ['the service and source that a statement names', true, [statement()]],
    [
      'one of several services',
      true,
      [statement({ Principal: { Service: ['a', events.service] } })],
    ],
    ['everybody', true, [statement({ Principal: '*', Condition: undefined })]],
    [
      'sources by wildcard',
      true,
      [statement({ Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:*:*:rule/*' } } })],
    ],
    [
      'the account',
      true,
      [statement({ Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } } })],
    ],
    ['not without a statement', false, []],
    ['not another service', false, [statement({ Principal: { Service: 's3.amazonaws.com' } })]],
    [
      'not another source',
      false,
      [statement({ Condition: { ArnEquals: { 'aws:SourceArn': `${rule}2` } } })],
    ],
    [
      'not another account',
      false,
      [statement({ Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })],
    ],
    ['not another action', false, [statement({ Action: 'sqs:ReceiveMessage' })]],
    ['not another resource', false, [statement({ Resource: `${queue}2` })]],
    [
      'not what is denied as well',
      false,
      [statement(), statement({ Effect: 'Deny', Principal: '*' })],
    ],
  ])('%s', (_case, expected, statements) => {
    expect(allows(statements)).toBe(expected);
  });

  it('does not allow what the policy of another resource says', () => {
    expect(allows([statement()], { attachedTo: `${queue}2` })).toBe(false);
  });

  it('does not allow what a removed policy said', () => {
    const policies = createResourcePolicies({ accountId: '000000000000', region: 'us-east-1' });
    policies.put('policy', [queue], [statement()]);
    policies.remove('policy');
    expect(policies.allow(events, 'sqs:SendMessage', queue)).toBe(false);
  });
});
