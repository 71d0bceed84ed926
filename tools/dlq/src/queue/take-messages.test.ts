import { aMailbox } from '../testing/a-mailbox.ts';
import { messages } from '../testing/a-message.ts';
import type { DeadLetter } from './message.ts';
import { takeMessages } from './take-messages.ts';

describe('takeMessages', () => {
  const remover = (mailbox: ReturnType<typeof aMailbox>) => async (due: DeadLetter[]) => {
    await mailbox.remove(due);
    return { staying: [] };
  };

  it('takes the wanted messages from among the others, which stay', async () => {
    const mailbox = aMailbox(messages(40));
    const wanted = new Set(['m3', 'm25', 'm40']);
    const taken = await takeMessages(mailbox, { wanted, batch: 10, take: remover(mailbox) });
    expect(taken).toEqual({ missing: [], isInterrupted: false });
    expect(mailbox.visible()).toHaveLength(37);
    expect(mailbox.held()).toEqual([]);
  });

  it('says which did not come, such as those that somebody else holds', async () => {
    const mailbox = aMailbox(messages(3));
    const wanted = new Set(['m2', 'elsewhere']);
    const taken = await takeMessages(mailbox, { wanted, batch: 10, take: remover(mailbox) });
    expect(taken.missing).toEqual(['elsewhere']);
    expect(mailbox.visible()).toEqual(['m1', 'm3']);
  });

  it('ends though messages come round again and again', async () => {
    const mailbox = aMailbox(messages(3));
    const { receive } = mailbox;
    mailbox.receive = (request) => {
      mailbox.release();
      return receive(request);
    };
    const wanted = new Set(['elsewhere']);
    const taken = await takeMessages(mailbox, { wanted, batch: 10, take: remover(mailbox) });
    expect(taken.missing).toEqual(['elsewhere']);
    expect(mailbox.visible()).toHaveLength(3);
  });

  it('goes on while others come again before what is wanted has come', async () => {
    const all = messages(40);
    const mailbox = aMailbox(all.slice(0, 30));
    const { receive } = mailbox;
    mailbox.receive = (request) => {
      if (mailbox.receives === 30) {
        mailbox.release();
        mailbox.add(all.slice(30));
      }
      return receive(request);
    };
    const options = { wanted: new Set(['m40']), batch: 1, take: remover(mailbox) };
    expect((await takeMessages(mailbox, options)).missing).toEqual([]);
    expect(mailbox.visible()).toHaveLength(39);
  });

  it('begins a new round with every message that is new', async () => {
    const all = messages(6);
    const mailbox = aMailbox([all[0]!]);
    const { receive } = mailbox;
    // Each time the first comes again, one comes that was not there before.
    mailbox.receive = (request) => {
      mailbox.release();
      const next = all[mailbox.receives];
      if (next) mailbox.add([next]);
      return receive({ ...request, max: 10 });
    };
    const options = { wanted: new Set(['m6']), batch: 10, take: remover(mailbox) };
    expect((await takeMessages(mailbox, options)).missing).toEqual([]);
  });

  it('offers a message that stays no second time, and gives it back', async () => {
    const mailbox = aMailbox(messages(2));
    const offered: string[] = [];
    const take = async (due: DeadLetter[]) => {
      offered.push(...due.map(({ messageId }) => messageId));
      return { staying: due };
    };
    await takeMessages(mailbox, { wanted: new Set(['m1']), batch: 10, take });
    expect(offered).toEqual(['m1']);
    expect(mailbox.visible()).toHaveLength(2);
  });

  it('gives back what it holds when taking fails', async () => {
    const mailbox = aMailbox(messages(2));
    const take = () => Promise.reject(new Error('no network'));
    await expect(
      takeMessages(mailbox, { wanted: new Set(['m1']), batch: 10, take }),
    ).rejects.toThrow('no network');
    expect(mailbox.visible()).toHaveLength(2);
  });

  it('takes no more once it is interrupted', async () => {
    const mailbox = aMailbox(messages(20));
    const stop = new AbortController();
    const take = async (due: DeadLetter[]) => {
      stop.abort();
      await mailbox.remove(due);
      return { staying: [] };
    };
    const wanted = new Set(messages(20).map(({ messageId }) => messageId));
    const taken = await takeMessages(mailbox, { wanted, batch: 10, take, signal: stop.signal });
    expect(taken).toMatchObject({ isInterrupted: true, missing: { length: 10 } });
    expect(mailbox.visible()).toHaveLength(10);
  });
});
