import { aSoundStack } from '../testing/a-sound-stack.ts';
import type { ProducedEvent, Rule, Stack } from './rule.ts';
import { unconsumedEvent, unmatchedPattern } from './events.ts';

const findingsOf = (rule: Rule, stack: Stack): string[] =>
  rule.appliesTo(stack).flatMap((id) => rule.check(id, stack));

const aStack = (properties: object, event: Partial<ProducedEvent> = {}): Stack => {
  const stack = aSoundStack();
  Object.assign(stack.resources.OrdersRule!.Properties!, properties);
  stack.events!.produced = [{ ...stack.events!.produced[0]!, ...event }];
  return stack;
};

const detail = (total: unknown) => ({ EventPattern: { detail: { total: [total] } } });

describe('unmatched-pattern', () => {
  it('takes what is asked of details to match where there is no example of them', () => {
    expect(findingsOf(unmatchedPattern, aStack(detail(1)))).toEqual([]);
    expect(
      findingsOf(
        unmatchedPattern,
        aStack({ EventPattern: { $or: [{ source: ['another'] }, { detail: { a: [1] } }] } }),
      ),
    ).toEqual([]);
  });

  it('matches details with an example of them', () => {
    const event = { detail: { total: 5 } };

    expect(findingsOf(unmatchedPattern, aStack(detail({ numeric: ['>', 1] }), event))).toEqual([]);
    expect(findingsOf(unmatchedPattern, aStack(detail({ numeric: ['>', 9] }), event))).toEqual([
      'no event that a producer sends to acado-ingest-a-dev-orders matches',
    ]);
  });

  it('finds the bus that a reference names', () => {
    const stack = aStack({ EventBusName: { Ref: 'OrdersBus' } });

    expect(unmatchedPattern.appliesTo(stack)).toEqual(['OrdersRule']);
    expect(findingsOf(unmatchedPattern, stack)).toEqual([]);
  });

  it.each([
    ['AWS sends the event', { EventBusName: undefined, EventPattern: { source: ['aws.states'] } }],
    [
      'AWS sends the events',
      { EventBusName: undefined, EventPattern: { source: [{ prefix: 'aws.' }] } },
    ],
    ['only AWS knows the bus', { EventBusName: { 'Fn::ImportValue': 'bus' } }],
    ['only AWS knows the pattern', { EventPattern: { account: [{ Ref: 'AWS::AccountId' }] } }],
  ])('has nothing to say where %s', (_what, properties) => {
    expect(unmatchedPattern.appliesTo(aStack(properties))).toEqual([]);
  });

  it('takes no notice of a pattern of another service that AWS refuses', () => {
    const stack = aSoundStack();
    stack.events!.consumed = [
      { eventBus: 'acado-ingest-a-dev-orders', pattern: { source: 'acado.ingest-a' } },
    ];

    expect(findingsOf(unconsumedEvent, stack)).toEqual([
      'nobody consumes OrderPlaced of acado.ingest-a',
    ]);
  });

  it('has nothing to say in a workspace that declares no events', () => {
    const stack = aSoundStack();
    stack.events = { produced: [], consumed: [] };

    expect(unmatchedPattern.appliesTo(stack)).toEqual([]);
    expect(unconsumedEvent.appliesTo(stack)).toEqual([]);
  });
});
