import type { BatchResultErrorEntry, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { sendMessages } from './send-messages.ts';

type Verdict = (body: string, attempt: number) => Partial<BatchResultErrorEntry> | undefined;

const setUp = (judge: Verdict = () => undefined) => {
  const calls: string[][] = [];
  const pauses: number[] = [];
  const send = async ({ input: { Entries = [] } }: SendMessageBatchCommand) => {
    calls.push(Entries.map(({ MessageBody = '' }) => MessageBody));
    const Failed = Entries.flatMap(({ Id, MessageBody = '' }) => {
      const failure = judge(MessageBody, calls.length);
      return failure ? [{ Id, Code: 'InternalError', ...failure }] : [];
    });
    const refused = new Set(Failed.map(({ Id }) => Id));
    return { Successful: Entries.filter(({ Id }) => !refused.has(Id)), Failed };
  };
  const options = {
    sqs: { send } as never,
    queueUrl: 'a-queue',
    maxAttempts: 3,
    delay: async (milliseconds: number) => void pauses.push(milliseconds),
    random: () => 1,
  };
  const put = (...bodies: string[]) =>
    sendMessages(
      options,
      bodies.map((body) => ({ body })),
    );
  return { put, options, calls, pauses };
};

describe('sendMessages', () => {
  it('keeps to ten messages a call', async () => {
    const { put, calls } = setUp();
    expect(await put(...Array.from({ length: 25 }, String))).toEqual([]);
    expect(calls.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('keeps to 256 KB a call', async () => {
    const { put, calls } = setUp();
    await put(...Array.from({ length: 6 }, () => 'x'.repeat(100_000)));
    expect(calls.map(({ length }) => length)).toEqual([2, 2, 2]);
  });

  it('does not call for nothing', async () => {
    const { put, calls } = setUp();
    expect(await put()).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('sends again only what was refused', async () => {
    const { put, calls, pauses } = setUp((body, attempt) =>
      body === 'b' && attempt < 3 ? {} : undefined,
    );
    expect(await put('a', 'b', 'c')).toEqual([]);
    expect(calls).toEqual([['a', 'b', 'c'], ['b'], ['b']]);
    expect(pauses).toEqual([50, 100]);
  });

  it('gives up what is refused for good, at once', async () => {
    const { put, calls } = setUp((body) =>
      body === 'b'
        ? { Code: 'InvalidMessageContents', Message: 'no', SenderFault: true }
        : undefined,
    );
    expect(await put('a', 'b')).toMatchObject([
      {
        item: { body: 'b' },
        error: { name: 'MessageRefused', message: 'InvalidMessageContents: no' },
      },
    ]);
    expect(calls).toHaveLength(1);
  });

  it('takes a message that the answer does not name for one that was not taken', async () => {
    const { options } = setUp();
    const send = jest.fn().mockResolvedValue({ Successful: [], Failed: [] });
    const sqs = { send } as never;
    expect(await sendMessages({ ...options, sqs }, [{ body: 'a' }])).toMatchObject([
      { error: { code: 'NoAnswer' } },
    ]);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('gives up a call that fails for good', async () => {
    const { options } = setUp();
    const error = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
    const send = jest.fn().mockRejectedValue(error);
    const sqs = { send } as never;
    const messages = [{ body: 'a' }, { body: 'b' }];
    expect(await sendMessages({ ...options, sqs }, messages)).toMatchObject([{ error }, { error }]);
    expect(send).toHaveBeenCalledTimes(1);
  });
});
