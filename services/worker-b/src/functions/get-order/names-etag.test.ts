import { namesEtag } from './names-etag.ts';

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
