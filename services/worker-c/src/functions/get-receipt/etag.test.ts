import { etagOf, namesEtag } from './etag.ts';

describe('etagOf', () => {
  it('depends on the bytes alone', () => {
    expect(etagOf(Buffer.from('a'))).toBe(etagOf(Buffer.from('a')));
    expect(etagOf(Buffer.from('a'))).not.toBe(etagOf(Buffer.from('b')));
    expect(etagOf(Buffer.from('a'))).toMatch(/^"[\w-]{43}"$/);
  });
});

describe('namesEtag', () => {
  it.each([
    ['"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
    ['"b"', false],
    [undefined, false],
  ])('takes %s for a match of "a": %s', (header, matches) => {
    expect(namesEtag(header, '"a"')).toBe(matches);
  });
});
