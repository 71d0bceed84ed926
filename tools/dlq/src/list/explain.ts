import { queueNameOf } from '../queue/queue-facts.ts';
import { durationText } from '../text.ts';
import type { Origin } from './origins.ts';

/** Why messages end in a dead-letter queue, for people. */
export function whyHere(origin: Origin): string {
  switch (origin.kind) {
    case 'queue': {
      const who = origin.consumers.join(', ') || 'whoever reads it (no function does)';
      return `failed ${origin.maxReceiveCount} times in ${who}`;
    }
    case 'rule':
      return `rule ${origin.rule} could not deliver to ${queueNameOf(origin.targetArn)}: no permission, no such target, or ${origin.maximumRetryAttempts} retries within ${durationText(origin.maximumEventAgeS)} failed`;
    case 'function':
      return `asynchronous invocations of ${origin.function} failed on every try, or grew too old`;
  }
}

/** What a message was in before, in short. */
export function fromWhere(origin: Origin): string {
  switch (origin.kind) {
    case 'queue':
      return origin.queue;
    case 'rule':
      return `rule ${origin.rule}`;
    case 'function':
      return `async ${origin.function}`;
  }
}
