import { aMailbox } from '../testing/a-mailbox.ts';
import { messages } from '../testing/a-message.ts';
import type { DeadLetter } from '../queue/message.ts';
import type { Journal } from './journal.ts';
import { redrive } from './redrive.ts';

/** A journal in memory that outlives a redrive; and what was written into it. */
const aJournal = (): Journal & { log: string[] } => {
  const steps = new Map<string, string>();
  const log: string[] = [];
  const inState = (step: string) =>
    new Set([...steps].filter(([, own]) => own === step).map(([id]) => id));
  return {
    ...{ file: 'memory', log },
    write: (step, ids) =>
      ids.forEach((id) => {
        steps.set(id, step);
        log.push(`${id} ${step}`);
      }),
    sent: () => inState('sent'),
    unsure: () => inState('sending'),
    close: () => void log.push('closed'),
  };
};

const aDestination = () => {
  const sent: string[] = [];
  return {
    sent,
    send: async (batch: readonly DeadLetter[]) => {
      sent.push(...batch.map(({ body }) => body));
      return [] as { messageId: string; reason: string }[];
    },
  };
};

const all = (count: number) => new Set(messages(count).map(({ messageId }) => messageId));
const perSecond = 10_000;

describe('redrive', () => {
  it('moves the wanted messages and leaves the others', async () => {
    const mailbox = aMailbox(messages(50));
    const destination = aDestination();
    const wanted = new Set(['m1', 'm50']);
    const result = await redrive({ mailbox, destination, wanted, perSecond, journal: aJournal() });
    expect(result).toMatchObject({ moved: 2, finished: 0, failed: [], missing: [] });
    expect(destination.sent).toEqual(['body 1', 'body 50']);
    expect(mailbox.visible()).toHaveLength(48);
  });

  it('does nothing when it is repeated', async () => {
    const mailbox = aMailbox(messages(20));
    const destination = aDestination();
    const options = { mailbox, destination, wanted: all(20), perSecond, journal: aJournal() };
    await redrive(options);
    const again = await redrive(options);
    expect(again).toMatchObject({ moved: 0, missing: { length: 20 } });
    expect(destination.sent).toHaveLength(20);
  });

  it('keeps what was not taken, and says why', async () => {
    const mailbox = aMailbox(messages(3));
    const refusal = { messageId: 'm2', reason: 'InvalidMessageContents' };
    const destination = { send: async () => [refusal] };
    const result = await redrive({
      mailbox,
      destination,
      wanted: all(3),
      perSecond,
      journal: aJournal(),
    });
    expect(result).toMatchObject({ moved: 2, failed: [refusal] });
    expect(mailbox.visible()).toEqual(['m2']);
  });

  it('writes down what it does before and after, also of what was not taken', async () => {
    const mailbox = aMailbox(messages(2));
    const journal = aJournal();
    const send = async () => {
      journal.log.push('send');
      return [{ messageId: 'm2', reason: 'no' }];
    };
    await redrive({ mailbox, destination: { send }, wanted: all(2), perSecond, journal });
    expect(journal.log).toEqual([
      ...['m1 sending', 'm2 sending', 'send'],
      ...['m2 settled', 'm1 sent', 'm1 settled', 'closed'],
    ]);
  });

  it('holds one message at a time where ten would take longer than they are held', async () => {
    const mailbox = aMailbox(messages(2));
    const { receive } = mailbox;
    const asked: number[] = [];
    mailbox.receive = (request) => {
      asked.push(request.max);
      return receive(request);
    };
    const rate = { ready: async () => undefined, passed: () => undefined };
    const options = { mailbox, destination: aDestination(), wanted: all(2), journal: aJournal() };
    await redrive({ ...options, rate, perSecond: 0.5 });
    expect(asked).toEqual([1, 1]);
  });

  it('loses nothing when it ends between send and delete, and the next one sends nothing twice', async () => {
    const mailbox = aMailbox(messages(30));
    const destination = aDestination();
    const journal = aJournal();
    const { remove } = mailbox;
    mailbox.remove = () => Promise.reject(new Error('killed'));
    const options = { mailbox, destination, wanted: all(30), perSecond, journal };
    await expect(redrive(options)).rejects.toThrow('killed');
    expect(mailbox.visible()).toHaveLength(30);

    mailbox.remove = remove;
    expect(await redrive(options)).toMatchObject({ moved: 20, finished: 10, missing: [] });
    expect(new Set(destination.sent).size).toBe(30);
    expect(destination.sent).toHaveLength(30);
    expect(mailbox.visible()).toEqual([]);
  });

  it('says what was sent, but not deleted', async () => {
    const mailbox = aMailbox(messages(1));
    mailbox.remove = async () => [{ messageId: 'm1', reason: 'ReceiptHandleIsInvalid' }];
    const journal = aJournal();
    const result = await redrive({
      mailbox,
      destination: aDestination(),
      wanted: all(1),
      perSecond,
      journal,
    });
    expect(result.failed).toEqual([
      { messageId: 'm1', reason: 'Sent, but not deleted: ReceiptHandleIsInvalid' },
    ]);
    expect([...journal.sent()]).toEqual(['m1']);
  });

  it('stops between two calls when it is interrupted, and leaves the rest', async () => {
    const mailbox = aMailbox(messages(20));
    const destination = aDestination();
    const stop = new AbortController();
    const onProgress = () => stop.abort();
    const options = { mailbox, destination, wanted: all(20), perSecond: 5, journal: aJournal() };
    const result = await redrive({ ...options, signal: stop.signal, onProgress });
    expect(result).toMatchObject({ moved: 5, isInterrupted: true, missing: { length: 15 } });
    expect(mailbox.visible()).toHaveLength(15);
    expect(mailbox.held()).toEqual([]);
  });

  it('waits for its rate before each call', async () => {
    const passed: number[] = [];
    const rate = {
      ready: jest.fn(async () => undefined),
      passed: (count: number) => void passed.push(count),
    };
    const mailbox = aMailbox(messages(12));
    const destination = aDestination();
    await redrive({
      mailbox,
      destination,
      wanted: all(12),
      perSecond: 5,
      rate,
      journal: aJournal(),
    });
    expect(passed).toEqual([5, 5, 2]);
    expect(rate.ready).toHaveBeenCalledTimes(3);
  });
});
