import { counted, durationText, shortText } from './text.ts';

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [59.4, '59 s'],
    [60, '1 min'],
    [592, '9 min 52 s'],
    [3600, '1 h'],
    [3661, '1 h 1 min'],
    [273_600, '3 d 4 h'],
    [1_209_600, '14 d'],
    [-5, '0 s'],
  ])('%d s: %s', (seconds, expected) => expect(durationText(seconds)).toBe(expected));
});

describe('counted', () => {
  it('knows one from many', () => {
    expect([counted(0, 'message'), counted(1, 'message'), counted(1200, 'message')]).toEqual([
      '0 messages',
      '1 message',
      '1,200 messages',
    ]);
  });
});

describe('shortText', () => {
  it('fits on a line', () => {
    expect(shortText('a\n\tb', 10)).toBe('a b');
    expect(shortText('abcdef', 4)).toBe('abc…');
  });
});
