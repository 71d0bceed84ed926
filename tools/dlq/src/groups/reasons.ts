import { z } from 'zod';
import { type DeadLetterQueue } from '../list/find.ts';
import type { QueueOrigin } from '../list/origins.ts';
import { envelopeOf } from '../peek/envelope.ts';
import type { DeadLetter } from '../queue/message.ts';
import type { Failure } from './failure.ts';
import { failureOfPayload, failuresIn } from './log-line.ts';
import type { Logs } from './logs.ts';

/** Why a message is where it is. */
export interface Reason {
  failure: Failure;
  /**
   * How it was found: by what came with the message, by a log line that names the message or its request, or by
   * nothing but the time: invocations failed as a whole while the message was tried.
   */
  by: 'message' | 'message id' | 'correlation id' | 'time';
  /** When it was logged, in ms since 1970. */
  at?: number;
}

/** Lines of a log that are read at most. */
export const MAX_LINES = 50_000;

const SLACK_MS = 60_000;

const recordSchema = z.object({
  requestContext: z.object({ condition: z.string() }),
  responsePayload: z.unknown().optional(),
});

/** What came with a message itself, from a rule or from a function's asynchronous invocation. */
function reasonInMessage({ attributes, body }: DeadLetter): Reason | undefined {
  const { ERROR_CODE, ERROR_MESSAGE, ErrorMessage, ErrorCode } = attributes;
  if (ERROR_CODE?.StringValue !== undefined)
    return {
      by: 'message',
      failure: { type: ERROR_CODE.StringValue, message: ERROR_MESSAGE?.StringValue ?? '' },
    };
  if (ErrorMessage?.StringValue !== undefined)
    return {
      by: 'message',
      failure: {
        type: `Lambda ${ErrorCode?.StringValue ?? 'error'}`,
        message: ErrorMessage.StringValue,
      },
    };
  const { data: record } = recordSchema.safeParse(jsonOf(body));
  if (!record) return undefined;
  const { condition } = record.requestContext;
  const failure = failureOfPayload(record.responsePayload) ?? { type: condition, message: '' };
  return { by: 'message', failure };
}

/** How the search for reasons goes on. */
export interface SearchOptions {
  signal?: AbortSignal | undefined;
  now?: number;
  onProgress?: (text: string) => void;
}

/** Reasons by message id, as far as they were found. */
export interface Reasons {
  byMessage: Map<string, Reason>;
  /** A log had more lines than were read. */
  isCut: boolean;
}

/** Finds out why messages are in a dead-letter queue. */
export async function findReasons(
  messages: readonly DeadLetter[],
  { origins, isFifo }: Pick<DeadLetterQueue, 'origins' | 'isFifo'>,
  logs: Logs,
  { signal, now = Date.now(), onProgress }: SearchOptions = {},
): Promise<Reasons> {
  const sources = origins.filter((origin) => origin.kind === 'queue');
  const byMessage = new Map<string, Reason>();
  // What a consumer failed with is in its log; attributes of an earlier failure may still be there.
  if (sources.length < origins.length || sources.length === 0)
    for (const message of messages) {
      const reason = reasonInMessage(message);
      if (reason) byMessage.set(message.messageId, reason);
    }
  const unexplained = messages.filter(({ messageId }) => !byMessage.has(messageId));
  let isCut = false;
  for (const source of sources)
    for (const consumer of source.consumers) {
      if (unexplained.length === 0) break;
      const from = Math.min(...unexplained.map((message) => triedFrom(message, source, isFifo)));
      const search = createSearch(unexplained, source, isFifo);
      let lines = 0;
      for await (const events of logs.failures(consumer, from - SLACK_MS, now)) {
        for (const { at, message } of events) search.read(at, message);
        lines += events.length;
        const last = events.at(-1)?.at ?? from;
        onProgress?.(`Read the log of ${consumer} up to ${new Date(last).toISOString()}`);
        if (lines >= MAX_LINES || signal?.aborted) {
          isCut = true;
          break;
        }
      }
      for (const [id, reason] of search.found()) if (!byMessage.has(id)) byMessage.set(id, reason);
    }
  return { byMessage, isCut };
}

/** Collects what log lines tell of messages; the last try decides. */
function createSearch(messages: readonly DeadLetter[], source: QueueOrigin, isFifo: boolean) {
  const owners = ownersOfIds(messages);
  const named = new Map<string, Reason>();
  const invocations: { at: number; failure: Failure }[] = [];
  return {
    read: (at: number, line: string): void => {
      for (const { failure, ids, isInvocation } of failuresIn(line)) {
        if (isInvocation) invocations.push({ at, failure });
        for (const id of ids)
          for (const { messageId, by } of owners.get(id) ?? []) {
            const known = named.get(messageId);
            // A line that names the message says more than one that names its request.
            if (known?.by === 'message id' && by !== 'message id') continue;
            named.set(messageId, { failure, by, at });
          }
      }
    },
    found: (): Map<string, Reason> => {
      const found = new Map(named);
      for (const message of messages) {
        if (found.has(message.messageId)) continue;
        const from = triedFrom(message, source, isFifo) - 1000;
        const to = triedUntil(message, source, isFifo);
        const last = invocations.findLast(({ at }) => at >= from && at <= to);
        if (last) found.set(message.messageId, { ...last, by: 'time' });
      }
      return found;
    },
  };
}

function ownersOfIds(messages: readonly DeadLetter[]) {
  const owners = new Map<string, { messageId: string; by: 'message id' | 'correlation id' }[]>();
  const add = (id: string, messageId: string, by: 'message id' | 'correlation id'): void => {
    owners.set(id, [...(owners.get(id) ?? []), { messageId, by }]);
  };
  for (const { messageId, body } of messages) {
    add(messageId, messageId, 'message id');
    const { correlationIds, eventIds, orderIds } = envelopeOf(body);
    // Of many orders in one message, a line about one of them says too little of the message.
    if (orderIds.length > 1 || correlationIds.length > 1) continue;
    for (const id of [...correlationIds, ...eventIds, ...orderIds])
      add(id, messageId, 'correlation id');
  }
  return owners;
}

/** All tries of a message, in ms. A FIFO queue's message has the time when it came to the dead-letter queue. */
const triesMs = ({ maxReceiveCount, visibilityTimeoutS }: QueueOrigin): number =>
  (maxReceiveCount + 1) * (visibilityTimeoutS * 1000 + SLACK_MS);

const triedFrom = (message: DeadLetter, source: QueueOrigin, isFifo: boolean): number =>
  isFifo ? message.sentAt - triesMs(source) : message.sentAt;

const triedUntil = (message: DeadLetter, source: QueueOrigin, isFifo: boolean): number =>
  isFifo ? message.sentAt : (message.firstReceivedAt ?? message.sentAt) + triesMs(source);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The fingerprint of what nothing tells the reason of. */
export const UNEXPLAINED = 'unexplained';
