import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudContext } from '../context.ts';
import { type DurableQueue, type QueuedItem } from '../durable-queue.ts';
import { sendDeadLetter } from './dead-letter.ts';
import { type Failure, failureOf } from './failure.ts';
import { type Rule } from './registry.ts';
import { inputFor } from './target-input.ts';
import { type EventBridgeOptions, type RuleTarget } from './types.ts';

/** One event on its way to one target. */
export type Delivery = { ruleArn: string; targetId: string; event: string };

type Item = QueuedItem<Delivery>;

const DEFAULT_RETRIES = 185;
const DEFAULT_AGE_S = 86_400;
const STOP_WITHIN_MS = 700;

export type DispatcherOptions = Required<Omit<EventBridgeOptions, 'context' | 'deliver'>> &
  Pick<EventBridgeOptions, 'deliver'> & {
    context: Pick<CloudContext, 'sqs' | 'endpoint' | 'report'>;
    queue: DurableQueue<Delivery>;
    ruleByArn: (arn: string) => Rule | undefined;
  };

/** Takes deliveries from the durable queue and brings each to its target, its dead-letter queue, or another attempt. */
export const createDispatcher = (options: DispatcherOptions) => {
  const { context, queue, deliver, permit, ruleByArn, concurrency, retry, ruleGraceMs } = options;
  const { onRule } = options;
  const report = (level: 'warn' | 'error', message: string) =>
    context.report(level, 'events', message);
  const underWay = new Set<Promise<void>>();
  /** Taken from the queue while their rule does not exist: at a restart rules come back after the events. */
  const orphans = new Map<string, { items: Item[]; timer: NodeJS.Timeout }>();
  /** Taken from the queue, their rule is there again, waiting for a place. */
  const ready: Item[] = [];
  let timer: NodeJS.Timeout | undefined;
  let kicked = false;
  let state: 'waiting' | 'running' | 'stopping' | 'stopped' = 'waiting';

  /** Looks for due deliveries in the next turn of the event loop. */
  const kick = (): void => {
    if (kicked) return;
    kicked = true;
    setImmediate(() => {
      kicked = false;
      if (state === 'running') pump();
    });
  };

  const pump = (): void => {
    // Topped up when half empty: reading a few at a time would scan the queue for each.
    if (underWay.size > concurrency / 2) return;
    const room = concurrency - underWay.size;
    const items = ready.splice(0, room);
    if (items.length < room) items.push(...queue.take(room - items.length));
    items.forEach(start);
    const dueInMs = queue.nextDueInMs();
    clearTimeout(timer);
    if (dueInMs !== undefined && underWay.size <= concurrency / 2)
      timer = setTimeout(kick, Math.min(dueInMs, 60_000));
  };

  const start = (item: Item): void => {
    const rule = ruleByArn(item.value.ruleArn);
    if (!rule) return hold(item);
    const work: Promise<void> = attempt(item, rule)
      .catch((error: unknown) => report('error', `delivery failed: ${String(error)}`))
      .finally(() => {
        underWay.delete(work);
        kick();
      });
    underWay.add(work);
  };

  const settle = (change: () => void): void => {
    if (state !== 'stopped') change(); // else it stays in the queue and is delivered after the next start
  };

  const attempt = async (item: Item, rule: Rule): Promise<void> => {
    const { targetId, event, ruleArn } = item.value;
    const target = rule.targets.find(({ Id }) => Id === targetId);
    if (!target) return settle(() => queue.done(item.id)); // removed from the rule meanwhile
    try {
      const ingestedAt = new Date(item.enqueuedAt);
      const payload = inputFor(target, { event, ruleArn, ruleName: rule.name, ingestedAt });
      permit(target.Arn, ruleArn, target);
      await deliver(target.Arn, payload, target);
      onRule(rule, 'invoked');
      settle(() => queue.done(item.id));
    } catch (error) {
      await fail(item, rule, target, failureOf(error));
    }
  };

  const fail = async (
    item: Item,
    rule: Rule,
    target: RuleTarget,
    failure: Failure,
  ): Promise<void> => {
    const exhausted = failure.permanent ? undefined : exhaustion(item, target);
    if (!failure.permanent && !exhausted) return settle(() => queue.retry(item.id, backoff(item)));
    onRule(rule, 'failed');
    const { ruleArn, event } = item.value;
    const queueArn = target.DeadLetterConfig?.Arn;
    const problem = `${ruleArn} can't reach ${target.Arn}: ${failure.code} ${failure.message}`;
    if (queueArn === undefined) {
      report('error', `${problem}; the event is lost, for the target has no dead-letter queue`);
      return settle(() => queue.done(item.id));
    }
    try {
      permit(queueArn, ruleArn, target);
      await sendDeadLetter(context, {
        queueArn,
        event,
        ruleArn,
        targetArn: target.Arn,
        errorCode: failure.code,
        errorMessage: failure.message,
        retries: item.attempt,
        exhausted,
      });
      report('warn', `${problem}; the event is in ${queueArn}`);
      settle(() => queue.done(item.id));
    } catch (error) {
      const { permanent, message } = failureOf(error);
      report('error', `${problem}; nor can ${queueArn} take the event: ${message}`);
      settle(() => (permanent ? queue.done(item.id) : queue.retry(item.id, backoff(item))));
    }
  };

  const backoff = ({ attempt: attempts }: Item): number => {
    const delayMs = Math.min(retry.maxDelayMs, retry.baseDelayMs * 2 ** attempts);
    return Math.ceil(delayMs * (0.5 + Math.random() / 2)); // jitter, in whole milliseconds
  };

  const hold = (item: Item): void => {
    const { ruleArn } = item.value;
    const held = orphans.get(ruleArn);
    if (held) held.items.push(item);
    else
      orphans.set(ruleArn, { items: [item], timer: setTimeout(() => drop(ruleArn), ruleGraceMs) });
  };

  const release = (ruleArn: string): Item[] => {
    const held = orphans.get(ruleArn);
    clearTimeout(held?.timer);
    orphans.delete(ruleArn);
    return held?.items ?? [];
  };

  const drop = (ruleArn: string): void => {
    const items = release(ruleArn);
    for (const { id } of items) queue.done(id);
    report('warn', `${items.length} undelivered event(s) dropped: the rule ${ruleArn} is gone`);
  };

  void options.startAfter.then(() => {
    if (state !== 'waiting') return;
    state = 'running';
    kick();
  });
  return {
    kick,
    /** A rule was created or came back: what waited for it goes on. */
    ruleAppeared: (ruleArn: string): void => {
      ready.push(...release(ruleArn));
      kick();
    },
    stop: async (): Promise<void> => {
      state = 'stopping';
      clearTimeout(timer);
      for (const { timer: grace } of orphans.values()) clearTimeout(grace);
      await Promise.race([Promise.all(underWay), sleep(STOP_WITHIN_MS, undefined, { ref: false })]);
      state = 'stopped';
    },
  };
};

const exhaustion = (item: Item, { RetryPolicy }: RuleTarget) => {
  const { MaximumRetryAttempts = DEFAULT_RETRIES, MaximumEventAgeInSeconds = DEFAULT_AGE_S } =
    RetryPolicy ?? {};
  if (item.attempt >= MaximumRetryAttempts) return 'MaximumRetryAttempts';
  const ageMs = Date.now() - item.enqueuedAt;
  return ageMs >= MaximumEventAgeInSeconds * 1000 ? 'MaximumEventAgeInSeconds' : undefined;
};
