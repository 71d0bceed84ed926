import type { DeadLetter } from '../queue/message.ts';

/** A message of a dead-letter queue. */
export const aMessage = (overrides: Partial<DeadLetter> = {}): DeadLetter => ({
  messageId: '00000000-0000-4000-8000-000000000001',
  receiptHandle: 'receipt',
  body: '{}',
  sentAt: Date.UTC(2026, 0, 2, 3, 4, 5),
  receiveCount: 4,
  attributes: {},
  ...overrides,
});

/** So many messages, `m1` sent first. */
export const messages = (count: number): DeadLetter[] =>
  Array.from({ length: count }, (_, index) =>
    aMessage({ messageId: `m${index + 1}`, body: `body ${index + 1}`, sentAt: 1000 + index }),
  );
