import { widthOf, wrap } from './helvetica.ts';
import { toLatin } from './latin.ts';

describe('widthOf', () => {
  it('sums the widths of the font metrics file', () => {
    expect(widthOf('')).toBe(0);
    expect(widthOf('1,234.50')).toBe(6 * 556 + 2 * 278);
    expect(widthOf('Wi~')).toBe(944 + 222 + 584);
    expect(widthOf(toLatin('€—ÿ'))).toBe(556 + 1000 + 500);
  });
});

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(wrap('one two three', 10, 40)).toEqual(['one two', 'three']);
  });

  it('breaks inside a word that is longer than a line', () => {
    expect(wrap('a 0123456789 b', 10, 23)).toEqual(['a', '0123', '4567', '89 b']);
  });

  it('has no line for a text without words', () => {
    expect(wrap('   ', 10, 40)).toEqual([]);
  });

  it('never exceeds the line and loses nothing but spaces', () => {
    const text = 'The quick brown fox jumps over WWWWWWWWWWWWWWWWWWWWW and a lazy dog, twice';

    const lines = wrap(text, 10, 60);

    expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(6000);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});
