import { CommandError } from '@acado/command-line';
import { open } from 'node:fs/promises';
import { openCsv } from './csv-table.ts';
import { openParquet } from './parquet-table.ts';

/** One row of a file. */
export interface TableRow {
  /** Line of the file, from 1; in Parquet the number of the row. */
  line: number;
  /** Texts, in the order of the columns that were asked for. */
  values: string[];
}

/** A file with named columns, read once from its beginning to its end. */
export interface Table {
  columns: readonly string[];
  rows(wanted: readonly string[]): AsyncIterable<TableRow>;
  /** Ends early. */
  close(): Promise<void>;
}

/** First bytes that tell what a file is, whatever its name says. */
const GZIP = Buffer.from([0x1f, 0x8b]);
const ZIP = Buffer.from('PK');
const PARQUET = Buffer.from('PAR1');

/**
 * Opens a CSV file, gzipped or not, or a Parquet file.
 *
 * @throws {CommandError} If it cannot be read, is empty, or something else.
 */
export async function openTable(path: string): Promise<Table> {
  const head = await firstBytes(path);
  const starts = (magic: Buffer) => head.subarray(0, magic.length).equals(magic);
  if (starts(PARQUET)) return openParquet(path);
  if (starts(ZIP)) throw new CommandError(`${path} is a ZIP archive: unzip it first`);
  return openCsv(path, starts(GZIP));
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`Cannot read ${path}: ${error.message}`);
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
