import { CommandError } from '@acado/command-line';
import type { Trigger } from '../estimate/service-shape.ts';
import type { QueueUsage } from '../estimate/usage-file.ts';
import type { CountedCalls } from '../measured/usage-snapshot.ts';
import { type Measurement, messagesOn, over } from './measurement.ts';
import type { MessageCounts } from './queues.ts';
import type { RunRecord } from './run.ts';

const EVENT_BRIDGE = 'events.amazonaws.com';
/** Operations that put messages on a queue. */
export const SENDS = /^SendMessage/;

/**
 * How messages come to the queue of a function, and how they are received and deleted.
 *
 * @throws {CommandError} If the workload sends none.
 */
export function queueUsage(
  { queue }: Extract<Trigger, { type: 'queue' }>,
  { records, service }: Measurement,
): QueueUsage {
  const { name, rule } = queue;
  const chunks = ({ chunks: all = 0, empty = 0 }: CountedCalls): number => all - empty;
  const receives = (run: RunRecord) => answered(run, name, /^ReceiveMessage$/);
  const deletes = (run: RunRecord) => answered(run, name, /^DeleteMessage/);
  const messages = (run: RunRecord): MessageCounts => messagesOn(name, run);
  const dead = (run: RunRecord): number => messagesOn(queue.deadLetterQueue ?? '', run).waiting;
  const perCall = (count: number, calls: readonly CountedCalls[]): number =>
    count / Math.max(1, total(calls, succeeded));
  if (records.some((run) => messages(run).sent === 0))
    throw new CommandError(`${service}: the workload sends nothing to ${name}`);
  return {
    messagesPerEvent: over(records, (run) => messages(run).sent / run.events),
    ...(rule && {
      rule: {
        pattern: rule.pattern,
        entriesPerEvent: over(records, (run) => entries(run, rule.bus) / run.events),
        matchRate: over(records, (run) => messages(run).sent / entries(run, rule.bus)),
        requestsPerMessage: over(
          records,
          (run) =>
            total(
              answered(run, name, SENDS).filter(({ caller }) => caller === EVENT_BRIDGE),
              ({ chunks: all = 0 }) => all,
            ) / messages(run).sent,
        ),
      },
    }),
    messagesPerReceive: over(records, (run) => perCall(messages(run).received, receives(run))),
    requestsPerReceive: over(records, (run) =>
      perCall(total(receives(run), chunks), receives(run)),
    ),
    messagesPerDelete: over(records, (run) => perCall(messages(run).deleted, deletes(run))),
    // The tries of messages that died have a rate of their own.
    retryRate: over(records, (run) => {
      const { received, deleted } = messages(run);
      const tries = received - dead(run) * (queue.maxReceiveCount ?? 0);
      return tries > 0 ? Math.max(0, 1 - deleted / tries) : 0;
    }),
    deadLetterRate: over(records, (run) => dead(run) / messages(run).sent),
  };
}

function entries(run: RunRecord, bus: string): number {
  const count = run.entries.get(bus);
  if (!count) throw new CommandError(`The bus ${bus} took no events`);
  return count;
}

/** Calls of an operation on a queue that were answered. */
const answered = (run: RunRecord, queue: string, operation: RegExp): CountedCalls[] =>
  run.usage.calls.filter(
    (call) => call.service === 'sqs' && call.resource === queue && operation.test(call.operation),
  );

const total = (calls: readonly CountedCalls[], figure: (call: CountedCalls) => number): number =>
  calls.reduce((sum, call) => sum + figure(call), 0);

const succeeded = ({ requests, failed = 0, empty = 0 }: CountedCalls): number =>
  requests - failed - empty;
