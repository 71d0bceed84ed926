import { once } from './once.ts';

describe('once', () => {
  it('makes the value at the first call only', async () => {
    const make = jest.fn(() => ({}));
    const get = once(make);
    expect(make).not.toHaveBeenCalled();
    expect(await get()).toBe(await get());
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('makes one value for calls at the same time', async () => {
    const make = jest.fn(async () => ({}));
    const get = once(make);
    const [first, second] = await Promise.all([get(), get()]);
    expect(first).toBe(second);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('tries again after a factory that %s', async (_, failing) => {
    const make = jest
      .fn<Promise<string>, []>()
      .mockImplementationOnce(failing)
      .mockResolvedValue('made');
    const get = once(make);
    await expect(get()).rejects.toThrow('no');
    expect(await get()).toBe('made');
  });
});
