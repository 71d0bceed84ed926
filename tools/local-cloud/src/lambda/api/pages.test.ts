import { pageOf } from './pages.ts';

const items = [...'abcdefg'];
const page = (query: string, of = items) => pageOf(of, new URLSearchParams(query), (key) => key);

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

  it('misses nothing when what was seen is deleted', () => {
    const { NextMarker } = page('MaxItems=3');

    expect(page(`Marker=${NextMarker}`, ['d', 'e']).items).toEqual(['d', 'e']);
  });

  it('is empty when nothing is left', () => {
    expect(page('Marker=Zw==', [])).toEqual({ items: [], NextMarker: null });
  });

  it.each(['MaxItems=0', 'MaxItems=10001', 'MaxItems=x'])('refuses %s', (query) => {
    expect(() => page(query)).toThrow('MaxItems must be from 1 to 10000');
  });
});
