import type { DeadLetter } from '@acado/dlq';
import { lookOf } from './look.ts';

const letter = (body: string): DeadLetter => ({
  ...{ messageId: 'm-1', receiptHandle: '', body, sentAt: 5, receiveCount: 3, attributes: {} },
});
const queue = { name: 'shop-dlq', origins: [] };
const looked = (body: string) =>
  lookOf(queue, {
    ended: 'empty',
    groups: [
      {
        ...{ fingerprint: 'f', by: [], firstSentAt: 5, lastSentAt: 5, messages: [letter(body)] },
        example: { failure: { type: 'TypeError', message: 'no <b>' }, by: 'message id' },
      },
    ],
  });

describe('lookOf', () => {
  it('says why messages are there and what they are about', () => {
    const body = JSON.stringify({
      'detail-type': 'OrderPlaced',
      detail: { data: { orderId: 'o' } },
    });
    expect(looked(body)).toEqual({
      ...{ queue: 'shop-dlq', origins: [], isCut: false },
      groups: [
        {
          ...{ fingerprint: 'f', reason: 'TypeError: no <b>' },
          messages: [
            {
              ...{ id: 'm-1', sentAt: 5, receiveCount: 3 },
              ...{ about: 'OrderPlaced o', body, isCut: false },
            },
          ],
        },
      ],
    });
  });

  it('cuts what is too long to be looked at', () => {
    const [message] = looked('x'.repeat(100_000)).groups[0]!.messages;
    expect([message?.isCut, message?.body.length, message?.about]).toEqual([true, 16_384, 'text']);
  });
});
