import { aChange, aState, fakeSettings } from '../testing/fake-settings.ts';
import { putBack } from './put-back.ts';

describe('putBack', () => {
  it('gives a function its memory back, whichever size it was set to', async () => {
    for (const memoryMb of [128, 1024]) {
      const { settings, of } = fakeSettings([aState({ memoryMb })]);
      const { done, left } = await putBack(settings, aChange());
      expect([of('shop-sell').memoryMb, done, left]).toEqual([
        ...[512, [`memory in MB ${memoryMb} → 512`], []],
      ]);
    }
  });

  it('does nothing when it is as it was', async () => {
    const { settings, calls } = fakeSettings([aState()]);
    expect(await putBack(settings, aChange())).toMatchObject({ done: [], left: [] });
    expect(calls).toEqual([]);
  });

  it('leaves what somebody else has set since, unless it is forced', async () => {
    const { settings, of } = fakeSettings([aState({ memoryMb: 2048 })]);
    expect(await putBack(settings, aChange())).toMatchObject({
      ...{ done: [], left: ['memory in MB 2048 → 512'] },
    });
    await putBack(settings, aChange(), true);
    expect(of('shop-sell').memoryMb).toBe(512);
  });

  it('takes a reservation back, and gives back the one that was there', async () => {
    for (const was of [null, 7]) {
      const { settings, of } = fakeSettings([aState({ reservedConcurrency: 2 })]);
      const set = { memoryMb: [], reservedConcurrency: 2 };
      await putBack(settings, aChange({ was: { reservedConcurrency: was }, set }));
      expect(of('shop-sell').reservedConcurrency).toBe(was);
    }
  });

  it('refuses another function of the same name', async () => {
    const { settings } = fakeSettings([aState({ arn: 'arn:other', memoryMb: 128 })]);
    await expect(putBack(settings, aChange())).rejects.toThrow('is arn:other here');
  });
});
