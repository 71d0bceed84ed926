import { logger } from '../telemetry.ts';
import type { FailedMessage } from './create-sqs-handler.ts';
import { InvalidMessage } from './parse-message.ts';

/** A log event holds 256 KB at most, a batch can be 10,000 messages, and every byte is billed. */
const MAX_REASONS = 10;
const MAX_IDS = 20;

/** One line per batch: each different error once, with the messages it befell. */
export function logFailures(
  failed: readonly FailedMessage[],
  received: number,
  correlationIds: ReadonlyMap<string, string | undefined>,
): void {
  const byReason = Map.groupBy(failed, ({ error }) => reasonOf(error));
  // Lower case as in the logger's own key, so that one query finds both.
  const reasons = [...byReason].slice(0, MAX_REASONS).map(([reason, messages]) => ({
    messages: messages.length,
    which: messages.slice(0, MAX_IDS).map(({ messageId }) => ({
      messageId,
      correlation_id: correlationIds.get(messageId),
    })),
    // The stack of a refused message says nothing: the schema refused it.
    error: messages[0]?.error instanceof InvalidMessage ? reason : messages[0]?.error,
  }));
  logger.error('Messages failed', { received, failed: failed.length, reasons });
}

/** Errors of the same text may have different causes, and only the first one of a reason is logged. */
const reasonOf = ({ name, message, cause }: Error): string =>
  `${name}: ${message}${cause instanceof Error ? ` because of ${reasonOf(cause)}` : ''}`;
