import { entityTag, isNotModified, parseEntityTags } from './entity-tags.ts';

describe('parseEntityTags', () => {
  it('reads a list of strong and weak tags, commas inside them included', () => {
    expect(parseEntityTags(' "a" ,W/"b,c", ""')).toEqual({
      any: false,
      tags: [
        { weak: false, version: 'a' },
        { weak: true, version: 'b,c' },
        { weak: false, version: '' },
      ],
    });
    expect(parseEntityTags(' * ')).toEqual({ any: true });
  });

  it.each(['', 'a', '"a', '"a" "b"', '"a",', '*, "a"', 'w/"a"', '"é"'])('refuses %j', (header) => {
    expect(parseEntityTags(header)).toBeUndefined();
  });
});

describe('isNotModified', () => {
  it.each([
    [undefined, false],
    [entityTag('a'), true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b"', false],
    ['"b,a"', false],
    ['*', true],
    ['a', false],
  ])('of If-None-Match %j is %s for version a', (header, expected) => {
    expect(isNotModified({ 'if-none-match': header }, 'a')).toBe(expected);
  });
});
