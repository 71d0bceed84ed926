import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export type PageFile = { type: string; content: Buffer };

const directory = join(import.meta.dirname, '../../page');

/** The page's own files, by their path: there is nothing else to be had below it. */
export const readPageFiles = (): Map<string, PageFile> => {
  const files = new Map<string, PageFile>();
  for (const name of readdirSync(directory)) {
    const type = TYPES[extname(name)];
    if (type === undefined || name.includes('.test.')) continue;
    const path = name === 'index.html' ? '/' : `/${name}`;
    files.set(path, { type, content: readFileSync(join(directory, name)) });
  }
  return files;
};
