import { CommandError } from '@acado/command-line';
import { z } from 'zod';
import type { Clients } from '../cloud/clients.ts';
import { type DeadLetterQueue } from '../list/find.ts';
import { consumersByQueue, functionNameOf, type Origin, type RuleOrigin } from '../list/origins.ts';
import { findQueue, queueNameOf } from '../queue/queue-facts.ts';
import type { DeadLetter } from '../queue/message.ts';
import { type Destination, functionDestination, queueDestination } from './destination.ts';

const recordSchema = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  requestPayload: z.unknown(),
});

/**
 * Where the messages of a dead-letter queue came from.
 *
 * @param to Name of a queue, where they shall go in place of that.
 * @throws {CommandError} If that is nowhere, or more than one place, or cannot be given what the message holds.
 */
export async function findDestination(
  clients: Pick<Clients, 'sqs' | 'lambda'>,
  { name, arn, origins }: DeadLetterQueue,
  to?: string,
): Promise<Destination> {
  if (to !== undefined) return toQueue(clients, to, arn);
  const places = [...Map.groupBy(origins, placeOf).values()];
  const [first, ...others] = places;
  if (!first)
    throw new CommandError(
      `No queue, rule or function sends to ${name}: say where to with --to <queue>`,
    );
  if (others.length > 0)
    throw new CommandError(
      `Messages of ${name} come from ${places.map(([one]) => placeOf(one!)).join(' and ')}: say where to with --to <queue>`,
    );
  const [origin] = first;
  switch (origin!.kind) {
    case 'queue':
      return toQueue(clients, origin!.queue, arn);
    case 'rule':
      return toTarget(clients, origin!, arn);
    case 'function':
      return functionDestination(clients.lambda, origin!.function, payloadOf(origin!.via));
  }
}

const placeOf = (origin: Origin): string =>
  origin.kind === 'queue'
    ? origin.queue
    : origin.kind === 'rule'
      ? origin.targetArn
      : origin.function;

async function toQueue(
  { sqs, lambda }: Pick<Clients, 'sqs' | 'lambda'>,
  name: string,
  own: string,
  groupId?: string,
): Promise<Destination> {
  const queue = await findQueue(sqs, name);
  if (queue.arn === own) throw new CommandError('--to: messages are in that queue already');
  const consumers = (await consumersByQueue(lambda, queue.arn)).get(queue.arn) ?? [];
  return queueDestination(sqs, queue, { consumers, groupId });
}

function toTarget(
  clients: Pick<Clients, 'sqs' | 'lambda'>,
  { rule, targetArn, isTransformed, groupId }: RuleOrigin,
  own: string,
): Promise<Destination> {
  const [, , service] = targetArn.split(':');
  if (isTransformed)
    throw new CommandError(
      `Rule ${rule} changes events before it delivers them, and ${queueNameOf(targetArn)} would not understand the event as it is: put it on the bus again`,
    );
  if (service === 'sqs') return toQueue(clients, queueNameOf(targetArn), own, groupId);
  if (service === 'lambda')
    return Promise.resolve(
      functionDestination(clients.lambda, functionNameOf(targetArn), ({ body }) => body),
    );
  throw new CommandError(
    `Rule ${rule} delivers to ${targetArn}, which is neither a queue nor a function: say where to with --to <queue>`,
  );
}

/** A destination gets a record with the payload in it, a dead-letter queue the payload alone. */
const payloadOf =
  (via: 'destination' | 'dead-letter-queue') =>
  ({ body }: DeadLetter): string | undefined => {
    if (via === 'dead-letter-queue') return body;
    try {
      const { data } = recordSchema.safeParse(JSON.parse(body));
      return data && JSON.stringify(data.requestPayload);
    } catch {
      return undefined;
    }
  };
