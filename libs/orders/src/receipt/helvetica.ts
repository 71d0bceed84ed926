/**
 * Advance widths of Helvetica in thousandths of the font size, for bytes 32–255 of the
 * Windows-1252 code page, from Adobe's font metrics file. Helvetica-Bold agrees on digits,
 * comma, point and space, which is all that is ever measured in bold.
 */
const widths = (
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 ' +
  '556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 ' +
  '667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 ' +
  '556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 350 ' +
  '556 350 222 556 333 1000 556 556 333 1000 667 333 1000 350 611 350 350 222 222 333 333 350 556 ' +
  '1000 333 1000 500 333 944 350 500 667 278 333 556 556 556 556 260 556 333 737 370 556 584 333 ' +
  '737 333 400 584 333 333 333 556 537 278 333 333 365 556 834 834 834 611 667 667 667 667 667 667 ' +
  '1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 ' +
  '667 611 556 556 556 556 556 556 889 500 556 556 556 556 278 278 278 278 556 556 556 556 556 556 ' +
  '556 584 611 556 556 556 556 500 556 500'
)
  .split(' ')
  .map(Number);

/** Width of a text that `toLatin` returned, in thousandths of the font size. */
export function widthOf(latin: string): number {
  let width = 0;
  for (let index = 0; index < latin.length; index++) {
    width += widths[latin.charCodeAt(index) - 32] ?? 0;
  }
  return width;
}

/** Breaks a text that `toLatin` returned at spaces, or inside a word that is longer than a line. */
export function wrap(latin: string, fontSize: number, lineWidth: number): string[] {
  const limit = (lineWidth * 1000) / fontSize;
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const word of latin.split(' ').flatMap((part) => cut(part, limit))) {
    const extended = width + widthOf(` ${word}`);
    if (line !== '' && extended <= limit) {
      line += ` ${word}`;
      width = extended;
    } else {
      if (line !== '') lines.push(line);
      line = word;
      width = widthOf(word);
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** A word in pieces that each fit on a line; usually one. */
function cut(word: string, limit: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let width = 0;
  for (let index = 0; index < word.length; index++) {
    const charWidth = widthOf(word.charAt(index));
    if (width + charWidth > limit) {
      pieces.push(word.slice(start, index));
      start = index;
      width = 0;
    }
    width += charWidth;
  }
  return word === '' ? [] : [...pieces, word.slice(start)];
}
