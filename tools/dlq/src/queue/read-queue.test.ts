import { aMailbox } from '../testing/a-mailbox.ts';
import { messages } from '../testing/a-message.ts';
import { readQueue } from './read-queue.ts';

describe('readQueue', () => {
  it('reads each message once, oldest first, and gives all back', async () => {
    const mailbox = aMailbox(messages(1000).reverse());
    const reading = await readQueue(mailbox, { max: 5000, expected: 1000 });
    expect(reading.ended).toBe('empty');
    expect(reading.messages.map(({ messageId }) => messageId)).toEqual(
      messages(1000).map(({ messageId }) => messageId),
    );
    expect(mailbox.visible()).toHaveLength(1000);
    expect(mailbox.held()).toEqual([]);
  });

  it('stops at the limit and says that there may be more', async () => {
    const mailbox = aMailbox(messages(100));
    const reading = await readQueue(mailbox, { max: 25, expected: 25 });
    expect(reading.ended).toBe('limit');
    expect(reading.messages).toHaveLength(25);
    expect(mailbox.visible()).toHaveLength(100);
  });

  it('reads on when the queue has more than it said', async () => {
    const reading = await readQueue(aMailbox(messages(30)), { max: 100, expected: 0 });
    expect(reading).toMatchObject({ ended: 'empty', messages: { length: 30 } });
  });

  it('ends when what it holds comes round again, and gives back by the last receipt', async () => {
    const mailbox = aMailbox(messages(8));
    let rounds = 0;
    const reading = await readQueue(mailbox, {
      max: 100,
      expected: 50,
      // Not after the last round, the receipts of which are given back.
      onProgress: () => {
        if (++rounds < 4) mailbox.release();
      },
    });
    expect(reading).toMatchObject({ ended: 'round', messages: { length: 8 } });
    expect(mailbox.held()).toEqual([]);
    expect(mailbox.visible()).toHaveLength(8);
  });

  it('gives everything back when it is interrupted', async () => {
    const mailbox = aMailbox(messages(100));
    const stop = new AbortController();
    const reading = await readQueue(mailbox, {
      max: 100,
      expected: 100,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(reading.ended).toBe('interrupted');
    expect(mailbox.visible()).toHaveLength(100);
  });

  it('gives back what it has when a receive fails', async () => {
    const mailbox = aMailbox(messages(100));
    const { receive } = mailbox;
    mailbox.receive = (request) =>
      mailbox.receives === 3 ? Promise.reject(new Error('throttled')) : receive(request);
    await expect(readQueue(mailbox, { max: 100, expected: 100 })).rejects.toThrow('throttled');
    expect(mailbox.visible()).toHaveLength(100);
  });

  it('gives back what a slower call receives after another has failed', async () => {
    const mailbox = aMailbox(messages(100));
    const { receive } = mailbox;
    mailbox.receive = async (request) => {
      if (mailbox.receives === 1) {
        mailbox.receives += 1;
        throw new Error('throttled');
      }
      const received = receive(request);
      await new Promise(setImmediate);
      return received;
    };
    await expect(readQueue(mailbox, { max: 100, expected: 100 })).rejects.toThrow('throttled');
    expect(mailbox.held()).toEqual([]);
    expect(mailbox.visible()).toHaveLength(100);
  });
});
