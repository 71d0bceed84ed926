import { CommandError } from '@acado/command-line';
import { type FunctionShape, type MappingShape, type QueueShape } from './service-shape.ts';
import {
  type FunctionUsage,
  measureCommand,
  type QueueUsage,
  type UsageFile,
} from './usage-file.ts';

/** Messages of one `ReceiveMessage` or `DeleteMessageBatch`. */
const MAX_CALL_MESSAGES = 10;
/** A batch that reached so much of its size was closed by its size, and would have been larger. */
const FULL = 0.9;
/** A message that is dead is received, deleted, and mostly sent back to where it came from. */
const DEAD_LETTER_REQUESTS = 3;

/** What if messages failed more often than in the measurement? */
export interface Failures {
  /** Share of the tries of a message that fail. */
  retryRate?: number | undefined;
  /** Share of the messages that fail every time. */
  deadLetterRate?: number | undefined;
}

/** What a function uses for one business event. */
export interface FunctionFlow {
  shape: FunctionShape;
  usage: FunctionUsage;
  invocations: number;
  /** Of one invocation, cold starts included. */
  billedMs: number;
  /** Units of its calls, in the order of `usage.calls`. */
  calls: number[];
  logBytes: number;
  /** Of its API; 0 without one. */
  apiUnits: number;
  queue?: QueueFlow;
}

/** What a queue does for one business event. */
export interface QueueFlow {
  queue: QueueShape;
  messages: number;
  /** Tries of a message, the first included. */
  attempts: number;
  /** Messages of an invocation. */
  batch: number;
  /** Billed requests: sends by a rule, receives, deletes, dead letters. */
  requests: number;
}

/**
 * What each function of a service uses for one business event: along API → function, and bus → rule → queue → batch →
 * function, with retries and dead letters.
 *
 * @throws {CommandError} If the usage file does not know a function, a queue, or the pattern of a rule.
 */
export const flowOf = (
  functions: readonly FunctionShape[],
  usage: UsageFile,
  failures: Failures = {},
): FunctionFlow[] => functions.map((shape) => functionFlow(shape, usage, failures));

function functionFlow(shape: FunctionShape, file: UsageFile, failures: Failures): FunctionFlow {
  const usage = file.functions[shape.key];
  if (!usage) throw unknown(`function ${shape.key}`, file);
  const { trigger } = shape;
  const queue =
    trigger.type === 'queue'
      ? queueFlow(trigger.queue, trigger.mapping, usage, file, failures)
      : undefined;
  const invocations = queue
    ? (queue.messages * queue.attempts) / queue.batch
    : usage.invocationsPerEvent.mean;
  const attempts = queue?.attempts ?? 1;
  return {
    shape,
    usage,
    invocations,
    billedMs: billedMsOf(usage, queue?.batch),
    calls: usage.calls.map(
      ({ per, count }) => count.mean * (per === 'invocation' ? invocations : attempts),
    ),
    logBytes: usage.logBytes.mean * invocations,
    apiUnits: trigger.type === 'api' ? apiUnits(trigger.api.type, usage, invocations) : 0,
    ...(queue && { queue }),
  };
}

const unknown = (what: string, { service }: UsageFile): CommandError =>
  new CommandError(
    `${service}: usage.json knows no ${what}. Measure it: ${measureCommand(service)}`,
  );

const apiUnits = (type: 'http' | 'rest', usage: FunctionUsage, requests: number): number =>
  requests * (type === 'rest' ? 1 : (usage.unitsPerRequest?.mean ?? 1));

function queueFlow(
  queue: QueueShape,
  mapping: MappingShape,
  functionUsage: FunctionUsage,
  file: UsageFile,
  failures: Failures,
): QueueFlow {
  const usage = file.queues[queue.logicalId];
  if (!usage || !functionUsage.batch) throw unknown(`queue ${queue.logicalId}`, file);
  const messages = messagesPerEvent(queue, usage, file);
  const measuredBatch = Math.max(1, functionUsage.batch.messages.mean);
  const batch = batchReached(mapping.batchSize, functionUsage.batch.size, measuredBatch);
  const { attempts, dead } = attemptsOf(queue, mapping, batch, {
    retryRate: failures.retryRate ?? usage.retryRate.mean,
    deadLetterRate: failures.deadLetterRate ?? usage.deadLetterRate.mean,
  });
  const growth = Math.min(MAX_CALL_MESSAGES, batch) / Math.min(MAX_CALL_MESSAGES, measuredBatch);
  const perReceive = inOneCall(usage.messagesPerReceive.mean * growth);
  const requestsPerReceive = Math.max(1, usage.requestsPerReceive.mean * growth);
  const perDelete = inOneCall(usage.messagesPerDelete.mean * growth);
  const requestsPerMessage =
    (usage.rule?.requestsPerMessage.mean ?? 0) +
    (attempts * requestsPerReceive) / perReceive +
    (1 - dead) / perDelete +
    dead * DEAD_LETTER_REQUESTS;
  return { queue, messages, attempts, batch, requests: messages * requestsPerMessage };
}

const inOneCall = (messages: number): number => Math.min(MAX_CALL_MESSAGES, Math.max(1, messages));

/** Entries on the bus × share that the rule matches; as measured where no rule sends. */
function messagesPerEvent({ rule }: QueueShape, usage: QueueUsage, file: UsageFile): number {
  if (!rule || !usage.rule) return usage.messagesPerEvent.mean;
  const same = JSON.stringify(rule.pattern) === JSON.stringify(usage.rule.pattern);
  if (!same) throw unknown(`match rate of the pattern that rule ${rule.logicalId} has now`, file);
  return usage.rule.entriesPerEvent.mean * usage.rule.matchRate.mean;
}

/**
 * Messages of an invocation for a batch size other than the measured one. Batches that were full would have been larger;
 * others were closed by their window and stay as they are. None gets larger than its size.
 */
export function batchReached(size: number, measuredSize: number, measured: number): number {
  const grown = measured >= FULL * measuredSize ? measured * (size / measuredSize) : measured;
  return Math.max(1, Math.min(size, size > measuredSize ? grown : measured));
}

/**
 * Billed ms of an invocation: the fastest ones stand for what every invocation takes, and what is above grows with the
 * messages of the batch.
 */
function billedMsOf({ billedMs, coldStarts, batch }: FunctionUsage, messages?: number): number {
  const fixed = Math.min(billedMs.p5, billedMs.mean);
  const growth = batch && messages ? messages / Math.max(1, batch.messages.mean) : 1;
  const warm = fixed + (billedMs.mean - fixed) * growth;
  return warm + coldStarts.share.mean * coldStarts.extraMs.mean;
}

/**
 * How often a message is tried, and the share that ends in the dead-letter queue. Without partial batch responses one
 * failure brings the whole batch back.
 */
export function attemptsOf(
  { maxReceiveCount = 1 / 0 }: Pick<QueueShape, 'maxReceiveCount'>,
  { partialResponses }: Pick<MappingShape, 'partialResponses'>,
  batch: number,
  { retryRate, deadLetterRate }: Required<Failures>,
): { attempts: number; dead: number } {
  const retry = retryRate ?? 0;
  const poison = deadLetterRate ?? 0;
  const failing = partialResponses ? retry : 1 - (1 - Math.min(1, retry + poison)) ** batch;
  if (maxReceiveCount === Infinity) {
    if (poison > 0 || failing >= 1)
      throw new CommandError(
        'Without a dead-letter queue a message that always fails comes back for ever',
      );
    return { attempts: 1 / (1 - failing), dead: 0 };
  }
  const tries = failing >= 1 ? maxReceiveCount : (1 - failing ** maxReceiveCount) / (1 - failing);
  return {
    attempts: poison * maxReceiveCount + (1 - poison) * tries,
    dead: poison + (1 - poison) * failing ** maxReceiveCount,
  };
}
