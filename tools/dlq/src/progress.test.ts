import { createProgress } from './progress.ts';

const anOut = (isTTY: boolean) => {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => void written.push(text) };
};

describe('createProgress', () => {
  it('is one line that changes on a terminal', () => {
    const out = anOut(true);
    const progress = createProgress(out);
    for (const text of ['1 of 2', '2 of 2']) progress.update(text);
    progress.end();
    expect(out.written).toEqual(['\r\x1b[K1 of 2', '\r\x1b[K2 of 2', '\n']);
  });

  it('is a line now and then in a pipe, the last one always', () => {
    const out = anOut(false);
    let now = 0;
    const progress = createProgress(out, () => now);
    for (const [at, text] of [
      [0, 'a'],
      [100, 'b'],
      [6000, 'c'],
      [6100, 'd'],
    ] as const) {
      now = at;
      progress.update(text);
    }
    progress.end();
    expect(out.written).toEqual(['a\n', 'c\n', 'd\n']);
  });

  it('says nothing where nothing was said', () => {
    const out = anOut(true);
    createProgress(out).end();
    expect(out.written).toEqual([]);
  });
});
