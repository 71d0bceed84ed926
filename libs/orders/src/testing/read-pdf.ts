import { inflateSync } from 'node:zlib';

export interface ReadPdf {
  title: string;
  pages: { operators: string; texts: string[] }[];
}

/**
 * Reads back what `writePdf` wrote, the way a strict reader does: through `startxref` and the
 * cross-reference table. Throws when an offset, a length or a count is off by one.
 */
export function readPdf(pdf: Uint8Array): ReadPdf {
  const file = Buffer.from(pdf).toString('latin1');
  demand(file.startsWith('%PDF-1.4\n'), 'no header');
  const startxref = Number(find(file, /startxref\n(\d+)\n%%EOF\n$/));
  const count = Number(find(file.slice(startxref), /^xref\n0 (\d+)\n0000000000 65535 f \n/));
  const entries = file.slice(file.indexOf(' f \n', startxref) + 4);
  const objects = new Map<number, string>();
  for (let number = 1; number < count; number++) {
    const entry = entries.slice((number - 1) * 20, number * 20);
    const offset = Number(find(entry, /^(\d{10}) 00000 n \n$/));
    const opening = `${number} 0 obj\n`;
    demand(file.startsWith(opening, offset), `object ${number} is not at ${offset}`);
    objects.set(number, file.slice(offset + opening.length));
  }
  const trailer = entries.slice((count - 1) * 20);
  demand(trailer.startsWith(`trailer\n<</Size ${count}/`), 'wrong size in the trailer');

  const object = (reference: string) => objects.get(Number(reference)) ?? '';
  const catalog = object(find(trailer, /\/Root (\d+) 0 R/));
  const pageTree = object(find(catalog, /\/Pages (\d+) 0 R/));
  const kids = find(pageTree, /\/Kids\[([^\]]*)\]/)
    .split(' 0 R')
    .slice(0, -1);
  demand(kids.length === Number(find(pageTree, /\/Count (\d+)/)), 'wrong page count');
  const pages = kids.map((kid) => {
    const operators = streamOf(object(find(object(kid), /\/Contents (\d+) 0 R/)));
    const strings = [...operators.matchAll(/\(((?:[^\\()]|\\[\\()])*)\)\]?T[jJ]/g)];
    return { operators, texts: strings.map(([, text = '']) => text.replace(/\\(.)/g, '$1')) };
  });
  const title = find(object(find(trailer, /\/Info (\d+) 0 R/)), /\/Title\(([^)]*)\)/);
  return { title, pages };
}

function streamOf(object: string): string {
  const length = Number(find(object, /\/Length (\d+)>>stream\n/));
  const start = object.indexOf('stream\n') + 'stream\n'.length;
  const content = object.slice(start, start + length);
  demand(object.startsWith('\nendstream\nendobj\n', start + length), 'wrong stream length');
  return object.startsWith('<</Filter/FlateDecode')
    ? inflateSync(Buffer.from(content, 'latin1')).toString('latin1')
    : content;
}

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`not a PDF: no ${pattern.source}`);
  return found;
}

function demand(condition: boolean, problem: string): void {
  if (!condition) throw new Error(`not a PDF: ${problem}`);
}
