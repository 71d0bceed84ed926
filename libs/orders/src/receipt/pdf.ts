/**
 * The few parts of PDF 1.4 (ISO 32000-1) that a receipt needs: text in two of the fonts every
 * reader brings along, rules, pages. The same input gives the same bytes: no clock, no random
 * document id.
 */
import { deflateSync } from 'node:zlib';
import { widthOf } from './helvetica.ts';

export type Font = 'regular' | 'bold';
const fontNames = { regular: 'R', bold: 'B' } as const;

export interface TextStyle {
  font?: Font;
  /** Points. */
  size: number;
  /** 0 is black, 1 is white. */
  gray?: number;
}

/** Operators that write one line of Latin text, its left end at x (points). */
export function text(latin: string, x: number, y: number, style: TextStyle): string {
  return `${begin(x, y, style)}(${escape(latin)})Tj ET\n`;
}

/** Operators that write one line of Latin text, its right end at x (points). */
export function textRight(latin: string, x: number, y: number, style: TextStyle): string {
  // A move by the text's own width keeps x the same in every row, which packs better.
  return `${begin(x, y, style)}[${widthOf(latin)}(${escape(latin)})]TJ ET\n`;
}

/** Operators that draw a horizontal rule. */
export function rule(x: number, y: number, length: number, thickness: number, gray: number) {
  return `${gray} g ${x} ${y} ${length} ${thickness} re f\n`;
}

/** Operators that shift the origin of everything after them down by `height` points. */
export function moveDown(height: number): string {
  return `1 0 0 1 0 -${height} cm\n`;
}

function begin(x: number, y: number, { font = 'regular', size, gray = 0 }: TextStyle): string {
  return `BT ${gray} g/${fontNames[font]} ${size} Tf ${x} ${y} Td `;
}

function escape(latin: string): string {
  return latin.replace(/[\\()]/g, '\\$&');
}

export interface PdfDocument {
  title: string;
  /** Points. */
  pageSize: { width: number; height: number };
  /** One string of drawing operators per page. */
  pages: string[];
  /** Compress each page (Flate). */
  compress: boolean;
}

/** A complete PDF file. Its objects of fixed content come first, so that their bytes never move. */
export function writePdf({ title, pageSize, pages, compress }: PdfDocument): Uint8Array {
  const firstPage = 5;
  const pageNumbers = pages.map((_, index) => firstPage + 2 * index);
  const info = firstPage + 2 * pages.length;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Lang(en)>>',
    `<</Type/Pages/Count ${pages.length}/MediaBox[0 0 ${pageSize.width} ${pageSize.height}]` +
      '/Resources<</Font<</R 3 0 R/B 4 0 R>>>>' +
      `/Kids[${pageNumbers.map((number) => `${number} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>',
    ...pages.flatMap((operators, index) => [
      `<</Type/Page/Parent 2 0 R/Contents ${firstPage + 2 * index + 1} 0 R>>`,
      compress ? compressedStream(operators) : stream(operators, ''),
    ]),
    `<</Title(${escape(title)})/Producer(Acado)>>`,
  ];

  // The comment of high bytes tells file transfer tools that this is not text.
  const header = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n';
  const parts = [header];
  let offset = header.length;
  const crossReferences = objects.map((object, index) => {
    const part = `${index + 1} 0 obj\n${object}\nendobj\n`;
    const entry = `${String(offset).padStart(10, '0')} 00000 n \n`;
    parts.push(part);
    offset += part.length;
    return entry;
  });
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${crossReferences.join('')}`,
    `trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info ${info} 0 R>>\n`,
    `startxref\n${offset}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}

function stream(content: string, filter: string): string {
  return `<<${filter}/Length ${content.length}>>stream\n${content}\nendstream`;
}

function compressedStream(content: string): string {
  const compressed = deflateSync(Buffer.from(content, 'latin1'), { level: 9 });
  return stream(compressed.toString('latin1'), '/Filter/FlateDecode');
}
