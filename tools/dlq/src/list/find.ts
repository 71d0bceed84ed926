import type { Clients } from '../cloud/clients.ts';
import { describeQueues, findQueue, type QueueFacts, sourcesOf } from '../queue/queue-facts.ts';
import { oldestAges } from './ages.ts';
import {
  consumersByQueue,
  functionOrigins,
  type Origin,
  type QueueOrigin,
  ruleOrigins,
} from './origins.ts';

/** A dead-letter queue, and what brings messages there. */
export interface DeadLetterQueue extends QueueFacts {
  origins: Origin[];
  /**
   * Seconds since the oldest message came to this queue, as CloudWatch measured it within the last minutes; absent if it
   * did not, or if the queue is empty.
   */
  oldestS?: number;
}

/** Which queues are wanted. */
export interface ListFilter {
  stage?: string;
  /** With or without `acado-`. */
  service?: string;
}

/**
 * Every dead-letter queue of the region: what another queue, a rule's target or a function names as such.
 *
 * @example
 * const full = (await findDeadLetterQueues(clients, { stage: 'prod' })).filter(({ visible }) => visible > 0);
 */
export async function findDeadLetterQueues(
  clients: Clients,
  filter: ListFilter = {},
): Promise<DeadLetterQueue[]> {
  const [queues, rules, functions, consumers] = await Promise.all([
    describeQueues(clients.sqs),
    ruleOrigins(clients.events, prefixOf(filter)),
    functionOrigins(clients.lambda, prefixOf(filter)),
    consumersByQueue(clients.lambda),
  ]);
  const found = queues
    .map((queue): DeadLetterQueue => ({
      ...queue,
      origins: [
        ...queues
          .filter(({ redrive }) => redrive?.deadLetterArn === queue.arn)
          .map((source) => queueOrigin(source, consumers)),
        ...(rules.get(queue.arn) ?? []),
        ...(functions.get(queue.arn) ?? []),
      ],
    }))
    .filter(({ origins, isMadeForDeadLetters }) => origins.length > 0 || isMadeForDeadLetters)
    .filter(({ name }) => isWanted(name, filter));
  const ages = await oldestAges(
    clients.cloudWatch,
    found.filter((queue) => depthOf(queue) > 0).map(({ name }) => name),
  );
  return found.map((queue) => ({ ...queue, oldestS: ages.get(queue.name) }));
}

/**
 * One dead-letter queue; nothing is asked of other queues, nor of rules and functions of other services.
 *
 * @throws {CommandError} If there is no such queue.
 */
export async function findDeadLetterQueue(
  clients: Clients,
  nameUrlOrArn: string,
): Promise<DeadLetterQueue> {
  const queue = await findQueue(clients.sqs, nameUrlOrArn);
  const [sources, rules, functions] = await Promise.all([
    sourcesOf(clients.sqs, queue.url),
    ruleOrigins(clients.events, familyOf(queue.name)),
    functionOrigins(clients.lambda, familyOf(queue.name)),
  ]);
  const origins = await Promise.all(
    sources.map(async (source) =>
      queueOrigin(source, await consumersByQueue(clients.lambda, source.arn)),
    ),
  );
  return {
    ...queue,
    origins: [...origins, ...(rules.get(queue.arn) ?? []), ...(functions.get(queue.arn) ?? [])],
  };
}

/** Everything in it: visible, in flight and delayed. */
export const depthOf = ({ visible, inFlight, delayed }: QueueFacts): number =>
  visible + inFlight + delayed;

const queueOrigin = (
  { name, url, arn, redrive, visibilityTimeoutS }: QueueFacts,
  consumers: ReadonlyMap<string, string[]>,
): QueueOrigin => ({
  ...{ kind: 'queue', queue: name, url, visibilityTimeoutS },
  maxReceiveCount: redrive?.maxReceiveCount ?? 0,
  consumers: consumers.get(arn) ?? [],
});

/** What physical names of a service begin with. */
const prefixOf = ({ service }: ListFilter): string =>
  service === undefined ? '' : `acado-${service.replace(/^acado-/, '')}-`;

/** What the names of a queue's own service certainly begin with, and of few others: `acado-worker-`. */
const familyOf = (name: string): string => /^acado-[^-]+-/.exec(name)?.[0] ?? '';

/** Names are `acado-<service>-<stage>-<thing>`. */
export function isWanted(name: string, filter: ListFilter): boolean {
  const { stage, service } = filter;
  const prefix = prefixOf(filter);
  if (!name.startsWith(prefix)) return false;
  if (stage === undefined) return true;
  const rest = name.slice(prefix.length);
  return service === undefined ? rest.includes(`-${stage}-`) : rest.startsWith(`${stage}-`);
}
