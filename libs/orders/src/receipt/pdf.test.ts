import { readPdf } from '../testing/read-pdf.ts';
import { moveDown, rule, text, textRight, writePdf } from './pdf.ts';

const pageSize = { width: 595, height: 842 };
const document = { title: 'A title', pageSize, compress: false };

describe('writePdf', () => {
  it.each([false, true])('writes pages that a reader finds again (compressed: %s)', (compress) => {
    const pages = ['first', 'second', 'third'].map((word) => text(word, 10, 20, { size: 9 }));

    const pdf = readPdf(writePdf({ ...document, pages, compress }));

    expect(pdf.title).toBe('A title');
    expect(pdf.pages.map((page) => page.texts)).toEqual([['first'], ['second'], ['third']]);
    expect(pdf.pages.map((page) => page.operators)).toEqual(pages);
  });

  it('counts bytes, not characters, above ASCII', () => {
    const pages = [text('caf\xe9 \x80', 10, 20, { size: 9 })];

    expect(readPdf(writePdf({ ...document, pages })).pages[0]?.texts).toEqual(['caf\xe9 \x80']);
  });

  it('escapes what would end a string', () => {
    const pages = [text('a) (b\\', 0, 0, { size: 9 })];

    expect(readPdf(writePdf({ ...document, pages })).pages[0]?.texts).toEqual(['a) (b\\']);
  });
});

describe('drawing operators', () => {
  it('places text by its left end', () => {
    expect(text('Hi', 10, 20, { size: 9 })).toBe('BT 0 g/R 9 Tf 10 20 Td (Hi)Tj ET\n');
  });

  it('places text by its right end, moved back by its own width', () => {
    expect(textRight('10', 99, 20, { font: 'bold', size: 9, gray: 0.5 })).toBe(
      'BT 0.5 g/B 9 Tf 99 20 Td [1112(10)]TJ ET\n',
    );
  });

  it('draws rules and moves the origin', () => {
    expect(rule(1, 2, 3, 4, 0.5) + moveDown(5)).toBe('0.5 g 1 2 3 4 re f\n1 0 0 1 0 -5 cm\n');
  });
});
