import { ticks } from './ticks.ts';

describe('ticks', () => {
  it('are round', () => {
    expect(ticks(0, 47)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(ticks(0, 0)).toEqual(expect.arrayContaining([0]));
  });
});
