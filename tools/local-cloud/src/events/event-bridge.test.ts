import { createEventBridge } from './event-bridge.ts';
import { aContext, aRule, anEntry, call, eventually, queueArn } from './testing.ts';
import { type EventBridge, type EventBridgeOptions } from './types.ts';

type Delivered = { arn: string; payload: Record<string, unknown> };

describe('createEventBridge', () => {
  const running: EventBridge[] = [];
  afterEach(async () => {
    jest.useRealTimers();
    await Promise.all(running.splice(0).map((bridge) => bridge.stop()));
  });

  const start = (options: Partial<EventBridgeOptions> = {}, cloud = aContext()) => {
    const delivered: Delivered[] = [];
    const bridge = createEventBridge({
      context: cloud.context,
      deliver: (arn, payload) => {
        delivered.push({ arn, payload: JSON.parse(payload) as Record<string, unknown> });
        return Promise.resolve();
      },
      retry: { baseDelayMs: 1, maxDelayMs: 5 },
      ...options,
    });
    running.push(bridge);
    bridge.putEventBus('orders');
    return { bridge, delivered, cloud };
  };
  const put = (bridge: EventBridge, ...entries: object[]) =>
    call(bridge.api, 'PutEvents', { Entries: entries.length > 0 ? entries : [anEntry()] });

  it('brings an event to every target of every rule that matches', async () => {
    const { bridge, delivered } = start();
    const targets = ['a', 'b'].map((name) => ({ Id: name, Arn: queueArn(name) }));
    bridge.putRule(aRule({ name: 'one', targets }));
    bridge.putRule(aRule({ name: 'two', targets: [{ Id: 'c', Arn: queueArn('c') }] }));
    bridge.putRule(aRule({ name: 'off', enabled: false }));
    bridge.putRule(aRule({ name: 'other', eventPattern: { source: ['other'] } }));
    const { body } = await put(bridge);
    await eventually(() => expect(delivered).toHaveLength(3));
    expect(delivered.map(({ arn }) => arn.slice(-1)).sort()).toEqual(['a', 'b', 'c']);
    expect(body).toEqual({ FailedEntryCount: 0, Entries: [{ EventId: delivered[0]?.payload.id }] });
  });

  it('answers each entry in its place and delivers the good ones', async () => {
    const { bridge, delivered } = start();
    bridge.putRule(aRule());
    const { body } = await put(bridge, anEntry(), anEntry({ Detail: '[]' }), anEntry());
    expect(body.FailedEntryCount).toBe(1);
    expect(body.Entries).toEqual([
      { EventId: expect.any(String) },
      { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' },
      { EventId: expect.any(String) },
    ]);
    await eventually(() => expect(delivered).toHaveLength(2));
  });

  it('accepts an event for a bus that does not exist, as AWS does, and says that it is dropped', async () => {
    const { bridge, cloud } = start();
    const { body } = await put(bridge, anEntry({ EventBusName: 'nobody' }));
    expect(body).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(cloud.reports.join()).toContain('no bus nobody');
  });

  it('knows a bus by its ARN and the default bus by no name', async () => {
    const { bridge, delivered } = start();
    bridge.putRule(aRule());
    bridge.putRule(aRule({ eventBusName: 'default' }));
    const arn = 'arn:aws:events:us-east-1:000000000000:event-bus/orders';
    await put(bridge, anEntry({ EventBusName: arn }), anEntry({ EventBusName: undefined }));
    await eventually(() => expect(delivered).toHaveLength(2));
  });

  it('retries what a target refuses for now', async () => {
    let attempts = 0;
    const { bridge } = start({
      deliver: () => (++attempts < 4 ? Promise.reject(new Error('busy')) : Promise.resolve()),
    });
    bridge.putRule(aRule());
    await put(bridge);
    await eventually(() => expect(attempts).toBe(4));
  });

  it('says what is lost when retries run out and there is no dead-letter queue', async () => {
    let attempts = 0;
    const { bridge, cloud } = start({
      deliver: () => Promise.reject(new Error(`busy ${++attempts}`)),
    });
    const target = { Id: 'x', Arn: queueArn('x'), RetryPolicy: { MaximumRetryAttempts: 2 } };
    bridge.putRule(aRule({ targets: [target] }));
    await put(bridge);
    await eventually(() => expect(cloud.reports.join()).toContain('busy 3; the event is lost'));
    expect(attempts).toBe(3);
  });

  it('keeps undelivered events over a restart and waits for their rule to come back', async () => {
    const first = start({ deliver: () => Promise.reject(new Error('down')) });
    first.bridge.putRule(aRule());
    await put(first.bridge);
    await first.bridge.stop();

    const second = start({}, first.cloud);
    await put(second.bridge, anEntry({ EventBusName: 'default' })); // turns the loop: nothing is delivered yet
    expect(second.delivered).toEqual([]);
    second.bridge.putRule(aRule());
    await eventually(() => expect(second.delivered).toHaveLength(1));
  });

  it('drops undelivered events of a rule that never comes back, and says so', async () => {
    const first = start({ deliver: () => Promise.reject(new Error('down')) });
    first.bridge.putRule(aRule());
    await put(first.bridge);
    await first.bridge.stop();

    const { cloud } = start({ ruleGraceMs: 20 }, first.cloud);
    await eventually(() =>
      expect(cloud.reports.join()).toContain('1 undelivered event(s) dropped'),
    );
  });

  it('delivers no more than the bound at once, and everything in the end', async () => {
    let now = 0;
    let most = 0;
    let all = 0;
    const { bridge } = start({
      concurrency: 8,
      deliver: async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        all++;
      },
    });
    bridge.putRule(aRule());
    const ten = Array.from({ length: 10 }, () => anEntry());
    await Promise.all(Array.from({ length: 20 }, () => put(bridge, ...ten)));
    await eventually(() => expect(all).toBe(200));
    expect(most).toBeLessThanOrEqual(8);
  });

  it('does not shut down in the middle of a delivery', async () => {
    let begun = false;
    let finished = false;
    const { bridge } = start({
      deliver: async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 50));
        finished = true;
      },
    });
    bridge.putRule(aRule());
    await put(bridge);
    await eventually(() => expect(begun).toBe(true));
    await bridge.stop();
    expect(finished).toBe(true);
  });

  it('sends the scheduled event to the targets of a schedule', async () => {
    jest.useFakeTimers({ now: new Date('2020-11-20T10:00:10Z'), doNotFake: ['setImmediate'] });
    const { bridge, delivered } = start();
    const rule = aRule({
      ...{ eventBusName: 'default', eventPattern: undefined },
      scheduleExpression: 'cron(0/5 * * * ? *)',
    });
    bridge.putRule(rule);
    jest.advanceTimersByTime(5 * 60_000);
    jest.useRealTimers();
    await eventually(() => expect(delivered).toHaveLength(1));
    expect(delivered[0]?.payload).toEqual({
      version: '0',
      id: expect.any(String),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      time: '2020-11-20T10:05:00Z',
      region: 'us-east-1',
      resources: [rule.arn],
      detail: {},
    });
  });

  it.each([
    [{ eventPattern: { a: 'b' } }, 'Event pattern is not valid. Reason: "a" must be an object'],
    [{ eventPattern: undefined }, 'EventPattern or ScheduleExpression must be specified'],
    [{ scheduleExpression: 'rate(1 day)' }, 'supported only on the default event bus'],
    [{ eventBusName: 'nobody' }, 'Event bus nobody does not exist.'],
    [{ eventBusName: 'default', scheduleExpression: 'rate(9)' }, 'ScheduleExpression is not valid'],
  ])('refuses the rule %j', (overrides, message) => {
    expect(() => start().bridge.putRule(aRule(overrides))).toThrow(message);
  });
});
