import { type Refused, retryRemaining } from './retry-remaining.ts';

const throttled = new Error('throttled');
const refuse = <T>(items: T[], retryable = true): Refused<T>[] =>
  items.map((item) => ({ item, error: throttled, retryable }));

const policy = () => {
  const pauses: number[] = [];
  const delay = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);
  return { pauses, delay, random: () => 1, maxAttempts: 4, baseDelayMs: 10 };
};

describe('retryRemaining', () => {
  it('sends again only what was refused, with growing pauses', async () => {
    const sent: number[][] = [];
    const { pauses, ...options } = policy();
    const send = async (items: number[]) => {
      sent.push(items);
      return refuse(items.slice(1));
    };
    expect(await retryRemaining([1, 2, 3], send, options)).toEqual([]);
    expect(sent).toEqual([[1, 2, 3], [2, 3], [3]]);
    expect(pauses).toEqual([10, 20]);
  });

  it('returns what is left after the last attempt, without a pause after it', async () => {
    const { pauses, ...options } = policy();
    const send = jest.fn(async (items: number[]) => refuse(items));
    expect(await retryRemaining([1, 2], send, options)).toEqual(refuse([1, 2]));
    expect(send).toHaveBeenCalledTimes(4);
    expect(pauses).toHaveLength(3);
  });

  it('does not send again what cannot succeed', async () => {
    const send = jest.fn(async (items: number[]) => refuse(items, false));
    expect(await retryRemaining([1], send, policy())).toEqual(refuse([1], false));
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('takes a call that throws for a refusal of all its items', async () => {
    const busy = Object.assign(new Error('busy'), { name: 'ThrottlingException' });
    const denied = Object.assign(new Error('denied'), { name: 'AccessDeniedException' });
    const send = jest.fn<Promise<Refused<number>[]>, [number[]]>();
    send.mockRejectedValueOnce(busy).mockRejectedValueOnce(denied);
    expect(await retryRemaining([1, 2], send, policy())).toEqual([
      { item: 1, error: denied, retryable: false },
      { item: 2, error: denied, retryable: false },
    ]);
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('goes on as long as there is progress, when asked to', async () => {
    const { pauses, ...options } = policy();
    const send = jest.fn(async (items: number[]) => refuse(items.slice(1)));
    const items = [...Array(10).keys()];
    expect(await retryRemaining(items, send, { ...options, resetOnProgress: true })).toEqual([]);
    expect(send).toHaveBeenCalledTimes(10);
    expect(Math.max(...pauses)).toBe(5);
  });

  it('sends nothing when there is nothing', async () => {
    const send = jest.fn(async (items: number[]) => refuse(items));
    expect(await retryRemaining([], send, policy())).toEqual([]);
    expect(send).not.toHaveBeenCalled();
  });
});
