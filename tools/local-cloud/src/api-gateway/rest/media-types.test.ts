import { isBinaryType } from './media-types.ts';

describe('isBinaryType', () => {
  it.each<[string, string | undefined, boolean]>([
    ['image/png', 'image/png', true],
    ['image/png', 'image/jpeg', false],
    ['image/*', 'IMAGE/png; charset=x', true],
    ['image/*', 'imagery/png', false],
    ['image/*', 'text/html, image/png', false],
    ['*/*', undefined, true],
    ['image/*', undefined, false],
  ])('of %s is %j: %j', (known, type, isBinary) => {
    expect(isBinaryType([known], type)).toBe(isBinary);
  });
});
