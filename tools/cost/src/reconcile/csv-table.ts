import { CommandError } from '@acado/command-line';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CsvError, parse } from 'csv-parse';
import type { Table, TableRow } from './table-file.ts';

/** Longer than any line item; without it a quote that is never closed would pull the whole file into memory. */
const MAX_RECORD_BYTES = 1_000_000;

/** Opens a CSV file, streaming: only some lines of it are in memory at any time. */
export async function openCsv(path: string, gzip: boolean): Promise<Table> {
  const parser = parse({
    bom: true,
    max_record_size: MAX_RECORD_BYTES,
    skip_empty_lines: true,
    // The line goes along as one more value: copying rows that have a hundred of them takes time.
    on_record(values, { lines }) {
      values.push(String(lines));
      return values;
    },
  });
  const source = createReadStream(path);
  // An error of any part reaches the reader of the last one.
  const done = () => undefined;
  if (gzip) pipeline(source, createGunzip(), parser, done);
  else pipeline(source, parser, done);

  const records = readable(parser, path);
  const header = await records.next().catch((error: unknown) => {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${error.message}: expected CUR 2.0 or FOCUS 1.2 as CSV or Parquet`);
  });
  if (header.done) throw new CommandError(`${path} is empty: expected a line with column names`);
  const columns = header.value.slice(0, -1);
  return {
    columns,
    async *rows(wanted): AsyncGenerator<TableRow> {
      const indexes = wanted.map((column) => columns.indexOf(column));
      for await (const values of records) {
        yield { line: Number(values.at(-1)), values: indexes.map((index) => values[index] ?? '') };
      }
    },
    close: async () => void (await records.return(undefined)),
  };
}

async function* readable(parser: AsyncIterable<string[]>, path: string): AsyncGenerator<string[]> {
  try {
    yield* parser;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (error instanceof CsvError || code.startsWith('Z_')) {
      // It quotes the file, which may be anything.
      throw new CommandError(`${path}: ${message.replaceAll(/\p{C}/gu, '\uFFFD')}`);
    }
    throw error;
  }
}
