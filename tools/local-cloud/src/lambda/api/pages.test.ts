import { pageOf } from './pages.ts';

const items = [...'abcdefg'];
const page = (query: string) => pageOf(items, new URLSearchParams(query));

describe('pageOf', () => {
  it('gives all of a short list', () => {
    expect(page('')).toEqual({ items, NextMarker: null });
  });

  it('goes from page to page to the end', () => {
    const seen: string[][] = [];
    let marker: string | null = '';
    while (marker !== null) {
      const part: ReturnType<typeof page> = page(`MaxItems=3&Marker=${marker}`);
      seen.push(part.items);
      marker = part.NextMarker;
    }

    expect(seen).toEqual([['a', 'b', 'c'], ['d', 'e', 'f'], ['g']]);
  });

  it.each(['MaxItems=0', 'MaxItems=10001', 'MaxItems=x', 'Marker=eA=='])('refuses %s', (query) => {
    expect(() => page(query)).toThrow('Invalid MaxItems or Marker');
  });
});
