import { undisturbed } from './undisturbed.ts';

/** A machine that sleeps for so many milliseconds in one try after the other. */
const machineThatSleeps = (...naps: number[]) => {
  let asleep = 0;
  let tries = 0;
  const work = jest.fn(async () => {
    asleep += naps.shift() ?? 0;
    return (tries += 1);
  });
  return { work, clocks: { wall: () => 1_000_000 + asleep, steady: () => 5000 } };
};

describe('undisturbed', () => {
  it.each([
    ['nothing happens', 0],
    ['the clock is set right', -250],
  ])('works once if %s', async (_, nap) => {
    const { work, clocks } = machineThatSleeps(nap);
    const onJump = jest.fn();
    expect(await undisturbed(work, onJump, clocks)).toBe(1);
    expect(onJump).not.toHaveBeenCalled();
  });

  it('works again after the machine slept, or its clock was put back', async () => {
    const { work, clocks } = machineThatSleeps(10_000, -300);
    const onJump = jest.fn();
    expect(await undisturbed(work, onJump, clocks)).toBe(3);
    expect(onJump.mock.calls).toEqual([[10_000], [-300]]);
  });

  it('gives up where the clock never runs steadily', async () => {
    const { work, clocks } = machineThatSleeps(1000, 1000, 1000, 0);
    await expect(undisturbed(work, () => undefined, clocks)).rejects.toThrow('in every try');
    expect(work).toHaveBeenCalledTimes(3);
  });
});
