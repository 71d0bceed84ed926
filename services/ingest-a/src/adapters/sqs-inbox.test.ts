import { type OrderPlaced, ordersPlacedSchema } from '@acado/events';
import { anOrderPlacedEvent } from '@acado/events/testing';
import type {
  BatchResultErrorEntry,
  SendMessageBatchCommand,
  SendMessageBatchRequestEntry,
} from '@aws-sdk/client-sqs';
import { randomUUID } from 'node:crypto';
import { createSqsInbox } from './sqs-inbox.ts';

type Verdict = (entry: SendMessageBatchRequestEntry) => Partial<BatchResultErrorEntry> | undefined;

const setUp = (judge: Verdict = () => undefined) => {
  const calls: SendMessageBatchRequestEntry[][] = [];
  const taken: OrderPlaced[][] = [];
  const send = async ({ input }: SendMessageBatchCommand) => {
    const { Entries = [] } = input;
    calls.push(Entries);
    const Failed = Entries.flatMap((entry) => {
      const failure = judge(entry);
      return failure ? [{ Id: entry.Id, Code: 'InternalError', ...failure }] : [];
    });
    const refused = new Set(Failed.map(({ Id }) => Id));
    const Successful = Entries.filter(({ Id }) => !refused.has(Id));
    for (const { MessageBody } of Successful) {
      taken.push(ordersPlacedSchema.parse(JSON.parse(MessageBody!)).orders);
    }
    return { Successful, Failed };
  };
  const stored: string[] = [];
  const payloads = {
    put: async (key: string, payload: string | Uint8Array) => {
      stored.push(key);
      return { bucket: 'payloads', key, bytes: payload.length, sha256: 'a'.repeat(64) };
    },
  };
  const inbox = createSqsInbox({
    sqs: { send } as never,
    queueUrl: 'https://sqs.example.com/1/inbox',
    payloads,
  });
  return { inbox, calls, taken, stored, payloads };
};

const anEvent = (note = '') => anOrderPlacedEvent({ orderId: randomUUID(), note });
const many = (count: number, note?: string) => Array.from({ length: count }, () => anEvent(note));

describe('createSqsInbox', () => {
  it('sends the events of a request in one message', async () => {
    const { inbox, taken } = setUp();
    const events = many(3);
    expect(await inbox.put(events)).toEqual([{}, {}, {}]);
    expect(taken).toEqual([events]);
  });

  it('sends a hundred events in as many messages as they fill billed chunks', async () => {
    const { inbox, calls } = setUp();
    await inbox.put(many(100, 'x'.repeat(600)));
    const sizes = calls.flat().map(({ MessageBody }) => Buffer.byteLength(MessageBody!));
    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64 * 1024);
  });

  it('does not call for nothing', async () => {
    const { inbox, calls } = setUp();
    expect(await inbox.put([])).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('sends a large order as a pointer, in a message of its own', async () => {
    const { inbox, taken, stored } = setUp();
    const [small, large] = [anEvent(), anEvent('x'.repeat(900_000))];
    expect(await inbox.put([large, small])).toEqual([{}, {}]);
    expect(stored).toEqual([large.metadata.eventId]);
    expect(taken).toEqual([
      [small],
      [{ metadata: large.metadata, dataRef: expect.objectContaining({ bucket: 'payloads' }) }],
    ]);
  });

  it('fails an order alone whose payload cannot be stored', async () => {
    const { inbox, payloads, taken } = setUp();
    const error = new Error('bucket is gone');
    jest.spyOn(payloads, 'put').mockRejectedValue(error);
    expect(await inbox.put([anEvent(), anEvent('x'.repeat(900_000))])).toEqual([{}, { error }]);
    expect(taken).toHaveLength(1);
  });

  it('says of every event of a message that SQS would not take it', async () => {
    const { inbox, calls } = setUp(({ MessageBody }) =>
      MessageBody!.includes('unlucky')
        ? { Code: 'InvalidMessageContents', Message: 'no', SenderFault: true }
        : undefined,
    );
    const events = [...many(2), anEvent('x'.repeat(64_000)), anEvent('unlucky')];
    const results = await inbox.put(events);
    expect(results.map(({ error }) => error?.message)).toEqual([
      undefined,
      undefined,
      undefined,
      'InvalidMessageContents: no',
    ]);
    expect(calls).toHaveLength(1);
  });
});
