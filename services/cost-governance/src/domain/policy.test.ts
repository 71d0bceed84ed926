import { aPolicy, MINUTE } from '../testing/a-world.ts';
import { coolDownOf, mayThrottle } from './policy.ts';

describe('mayThrottle', () => {
  it.each([
    [['acado-shop-dev-*'], 'acado-shop-dev-sell', true],
    [['acado-shop-dev-*'], 'my-acado-shop-dev-sell', false],
    [['acado-shop-dev-sell'], 'acado-shop-dev-sellAll', false],
    [['acado.shop'], 'acado-shop', false],
    [['*'], 'acado-guard-dev-review', false],
    [[], 'acado-shop-dev-sell', false],
  ])('%j: %s %s', (throttleable, name, allowed) => {
    expect(mayThrottle(aPolicy({ throttleable }), name)).toBe(allowed);
  });
});

describe('coolDownOf', () => {
  it('doubles up to the limit', () => {
    expect([1, 2, 3, 4].map((n) => coolDownOf(aPolicy(), n))).toEqual([
      10 * MINUTE,
      20 * MINUTE,
      40 * MINUTE,
      undefined,
    ]);
  });
});
