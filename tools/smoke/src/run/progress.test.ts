import { showProgress } from './progress.ts';

describe('showProgress', () => {
  const shown = (isTTY: boolean): string => {
    let text = '';
    const progress = showProgress(
      { isTTY, columns: 40, write: (more) => (text += more) },
      'shop',
      2,
    );
    progress.request('Creates an item with a very long name');
    progress.request('Reads it');
    progress.end();
    return text;
  };

  it('is a plain line in a pipe', () => {
    expect(shown(false)).toBe('shop: 2 requests …\n');
  });

  it('is one line in place on a terminal, cut to its width', () => {
    expect(shown(true)).toBe(
      '\r\x1b[Kshop [1/2] Creates an item with a very \r\x1b[Kshop [2/2] Reads it\r\x1b[K',
    );
  });
});
