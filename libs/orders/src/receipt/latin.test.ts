import { toLatin } from './latin.ts';

describe('toLatin', () => {
  it('keeps Western European text, one byte per character', () => {
    expect(toLatin('Crème brûlée, 5 × 3 €')).toBe('Cr\xe8me br\xfbl\xe9e, 5 \xd7 3 \x80');
    expect(toLatin('“Ž” – Œuvre…')).toBe('\x93\x8e\x94 \x96 \x8cuvre\x85');
  });

  it('composes what arrives decomposed', () => {
    expect(toLatin('e\u0301')).toBe('\xe9');
  });

  it.each([
    ['Привет', 'Privet'],
    ['Ελλάδα', 'Ellada'],
    ['東京', 'DongJing'],
    ['Łódź', 'L\xf3dz'],
    ['👍', ':thumbsup:'],
  ])('spells %s in Latin letters', (original, latin) => {
    expect(toLatin(original)).toBe(latin);
  });

  it('makes spaces of line breaks and control characters', () => {
    expect(toLatin('a\r\nb\tc\0d\u2028e')).toBe('a  b c d e');
  });

  it('survives any string, half a surrogate pair included', () => {
    for (let code = 0; code <= 0xffff; code += 7) {
      expect(toLatin(String.fromCharCode(code))).toMatch(/^[\x20-\x7e\x80-\xff]*$/);
    }
  });
});
