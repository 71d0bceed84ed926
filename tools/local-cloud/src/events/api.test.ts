import { createEventBridge } from './event-bridge.ts';
import { aContext, aRule, anEntry, call, eventually } from './testing.ts';
import { type EventBridge } from './types.ts';

describe('the EventBridge API', () => {
  let bridge: EventBridge;
  const delivered: string[] = [];
  beforeEach(() => {
    bridge = createEventBridge({
      context: aContext().context,
      deliver: (arn) => Promise.resolve(void delivered.push(arn)),
    });
    bridge.putEventBus('orders');
    bridge.putRule(aRule());
    bridge.putRule(aRule({ name: 'archived' }));
  });
  afterEach(() => bridge.stop());

  it('lists and describes buses', async () => {
    const described = await call(bridge.api, 'DescribeEventBus', { Name: 'orders' });
    expect(described.body).toMatchObject({
      Name: 'orders',
      Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/orders',
    });
    const { body } = await call(bridge.api, 'ListEventBuses', {});
    expect(body.EventBuses).toMatchObject([{ Name: 'default' }, { Name: 'orders' }]);
  });

  it('lists rules page by page and describes one', async () => {
    const first = await call(bridge.api, 'ListRules', { EventBusName: 'orders', Limit: 1 });
    expect(first.body).toMatchObject({ Rules: [{ Name: 'archived' }], NextToken: '1' });
    const rest = await call(bridge.api, 'ListRules', { EventBusName: 'orders', NextToken: '1' });
    expect(rest.body).toEqual({
      Rules: [
        {
          Name: 'placed',
          Arn: 'arn:aws:events:us-east-1:000000000000:rule/orders/placed',
          EventBusName: 'orders',
          State: 'ENABLED',
          EventPattern: '{"source":["acado.ingest-a"]}',
        },
      ],
    });
    const one = await call(bridge.api, 'DescribeRule', { Name: 'placed', EventBusName: 'orders' });
    expect(one.body).toEqual((rest.body.Rules as object[])[0]);
  });

  it('lists the targets of a rule', async () => {
    const request = { Rule: 'placed', EventBusName: 'orders' };
    const { body } = await call(bridge.api, 'ListTargetsByRule', request);
    expect(body.Targets).toEqual(aRule().targets);
  });

  it('disables and enables a rule', async () => {
    const rule = { Name: 'placed', EventBusName: 'orders' };
    await call(bridge.api, 'DisableRule', rule);
    await call(bridge.api, 'DisableRule', { ...rule, Name: 'archived' });
    expect((await call(bridge.api, 'DescribeRule', rule)).body.State).toBe('DISABLED');
    await call(bridge.api, 'PutEvents', { Entries: [anEntry()] });
    await call(bridge.api, 'EnableRule', rule);
    await call(bridge.api, 'PutEvents', { Entries: [anEntry()] });
    await eventually(() => expect(delivered).toHaveLength(1));
  });

  const event = {
    ...{ id: '1', account: '0', source: 'order', time: 't', region: 'r' },
    'detail-type': 'Test',
  };
  it.each([
    [{ source: ['order'] }, true],
    [{ source: ['shipment'] }, false],
  ])('tests the pattern %j', async (pattern, expected) => {
    const request = { EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) };
    const { body } = await call(bridge.api, 'TestEventPattern', request);
    expect(body).toEqual({ Result: expected });
  });

  it.each<[string, unknown, string, string]>([
    ['DescribeEventBus', { Name: 'x' }, 'ResourceNotFoundException', 'Event bus x does not exist.'],
    [
      'DescribeRule',
      { Name: 'x', EventBusName: 'orders' },
      'ResourceNotFoundException',
      'Rule x does not exist on EventBus orders.',
    ],
    ['ListRules', { NextToken: 'x' }, 'ValidationException', 'The next token is not valid.'],
    [
      'PutEvents',
      { Entries: [] },
      'ValidationException',
      'Member must have length greater than or equal to 1',
    ],
    ['PutEvents', { Entries: [{ Source: 5 }] }, 'SerializationException', 'expected string'],
    ['PutEvents', 'no json', 'SerializationException', 'not valid JSON'],
    [
      'TestEventPattern',
      { EventPattern: '{"a":[]}', Event: '{}' },
      'InvalidEventPatternException',
      'Event pattern is not valid. Reason: Empty arrays are not allowed',
    ],
    [
      'TestEventPattern',
      { EventPattern: '{"a":[1]}', Event: '[]' },
      'ValidationException',
      'Parameter Event is not valid.',
    ],
    [
      'TestEventPattern',
      { EventPattern: '{"a":[1]}', Event: '{}' },
      'ValidationException',
      'id is a required field',
    ],
    [
      'PutRule',
      {},
      'UnknownOperationException',
      'The local cloud does not support AWSEvents.PutRule.',
    ],
    ['constructor', {}, 'UnknownOperationException', 'does not support AWSEvents.constructor'],
  ])('answers %s %j with an error as AWS sends it', async (operation, body, type, message) => {
    const answer = await call(bridge.api, operation, body);
    expect(answer).toMatchObject({ status: 400, body: { __type: type } });
    expect(answer.body.message).toContain(message);
  });
});
