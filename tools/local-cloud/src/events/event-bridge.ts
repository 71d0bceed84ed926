import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openDurableQueue } from '../durable-queue.ts';
import { createEventsApi } from './api.ts';
import { type Delivery, createDispatcher } from './dispatcher.ts';
import { type EventEnvelope, acceptEntries, eventTime } from './put-events.ts';
import { type Rule, DEFAULT_BUS, createRegistry } from './registry.ts';
import { createScheduler } from './schedule/scheduler.ts';
import { type EventBridge, type EventBridgeOptions } from './types.ts';

/**
 * EventBridge's buses, rules, targets and schedules. An event is on disk, once for each target it goes to, before
 * PutEvents answers; then it is delivered at least once.
 */
export const createEventBridge = ({
  context,
  deliver,
  permit = () => undefined,
  startAfter = Promise.resolve(),
  onRule = () => undefined,
  concurrency = 64,
  retry = { baseDelayMs: 1_000, maxDelayMs: 600_000 },
  ruleGraceMs = 60_000,
}: EventBridgeOptions): EventBridge => {
  const { region, accountId, stateDir } = context;
  const registry = createRegistry();
  const queue = openDurableQueue<Delivery>(join(stateDir, 'events.db'), 'deliveries');
  const scheduler = createScheduler(join(stateDir, 'schedules.json'));
  const { ruleByArn } = registry;
  const dispatcher = createDispatcher({
    ...{ context, deliver, permit, startAfter, onRule, concurrency, retry, ruleGraceMs },
    ...{ queue, ruleByArn },
  });

  const enqueue = (deliveries: Delivery[]): void => {
    if (deliveries.length === 0) return;
    queue.add(deliveries);
    dispatcher.kick();
  };

  const deliveriesTo = (rule: Rule, event: string): Delivery[] =>
    rule.targets.map(({ Id }) => ({ ruleArn: rule.arn, targetId: Id, event }));

  const runSchedule = (rule: Rule, at: Date): void => {
    const event: EventEnvelope = {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: accountId,
      time: eventTime(at),
      region,
      resources: [rule.arn],
      detail: {},
    };
    enqueue(deliveriesTo(rule, JSON.stringify(event)));
  };

  const ruleChanged = (rule: Rule): void => {
    const { arn: id, schedule, scheduleExpression: expression } = rule;
    if (rule.enabled && schedule && expression !== undefined)
      scheduler.put({ id, expression, schedule, run: (at) => runSchedule(rule, at) });
    else scheduler.cancel(id);
  };

  const route = (busName: string, event: EventEnvelope, text: string): Delivery[] => {
    const bus = registry.findBus(busName);
    // AWS accepts the event and drops it in silence; here at least the console says so.
    if (!bus) context.report('warn', 'events', `no bus ${busName}: event ${event.id} is dropped`);
    const matching = [...(bus?.rules.values() ?? [])].filter(
      (rule) => rule.enabled && rule.matches(event),
    );
    for (const rule of matching) {
      onRule(rule, 'matched');
      onRule(rule, 'triggered');
    }
    return matching.flatMap((rule) => deliveriesTo(rule, text));
  };

  const api = createEventsApi({
    registry,
    busArn: (name) => `arn:aws:events:${region}:${accountId}:event-bus/${name}`,
    putEvents: ({ Entries }) => {
      const results = acceptEntries(Entries, { accountId, region });
      const accepted = results.filter((result) => 'event' in result);
      enqueue(
        accepted.flatMap(({ busName = DEFAULT_BUS, event, text }) => route(busName, event, text)),
      );
      return {
        FailedEntryCount: results.length - accepted.length,
        Entries: results.map((result) => ('event' in result ? { EventId: result.id } : result)),
      };
    },
    ruleChanged,
  });

  const stop = async (): Promise<void> => {
    scheduler.stop();
    await dispatcher.stop();
    queue.close();
  };
  let stopping: Promise<void> | undefined;

  return {
    putEventBus: registry.putBus,
    removeEventBus: (name) => {
      for (const { arn } of registry.findBus(name)?.rules.values() ?? []) scheduler.cancel(arn);
      registry.removeBus(name);
    },
    putRule: (definition) => {
      const rule = registry.putRule(definition);
      ruleChanged(rule);
      dispatcher.ruleAppeared(rule.arn);
    },
    removeRule: (eventBusName, name) => {
      const rule = registry.findBus(eventBusName)?.rules.get(name);
      if (rule) scheduler.cancel(rule.arn);
      registry.removeRule(eventBusName, name);
    },
    publish: ({ source, detailType, resources, detail }) => {
      const event: EventEnvelope = {
        version: '0',
        id: randomUUID(),
        'detail-type': detailType,
        source,
        account: accountId,
        time: eventTime(new Date()),
        region,
        resources,
        detail,
      };
      enqueue(route(DEFAULT_BUS, event, JSON.stringify(event)));
    },
    api,
    stop: () => (stopping ??= stop()),
  };
};
