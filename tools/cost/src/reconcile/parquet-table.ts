import { CommandError } from '@acado/command-line';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { Table, TableRow } from './table-file.ts';

/** Opens a Parquet file; one row group of the columns that are asked for is in memory at a time. */
export async function openParquet(path: string): Promise<Table> {
  const file = await asyncBufferFromFile(path);
  const metadata = await understood(path, parquetMetadataAsync(file));
  const columns = topLevel(metadata.schema);

  async function* rows(wanted: readonly string[]): AsyncGenerator<TableRow> {
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const options = { file, metadata, columns: [...wanted], rowStart, rowEnd };
      const group = await understood(path, parquetReadObjects(options));
      for (const [index, row] of group.entries()) {
        const values = wanted.map((column) => textOf(row[column]));
        yield { line: rowStart + index + 1, values };
      }
      rowStart = rowEnd;
    }
  }
  return { columns, rows, close: () => Promise.resolve() };
}

/** The schema is a tree, flattened: each element is followed by its children, which it says the number of. */
function topLevel(schema: readonly { name: string; num_children?: number }[]): string[] {
  const names: string[] = [];
  let inside = 0;
  for (const { name, num_children = 0 } of schema.slice(1)) {
    if (inside === 0) names.push(name);
    else inside -= 1;
    inside += num_children;
  }
  return names;
}

async function understood<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new CommandError(`${path} cannot be read as Parquet: ${(error as Error).message}`);
  }
}

/** A value as a CSV export would write it; maps are JSON. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object'
    ? JSON.stringify(value)
    : `${value as string | number | bigint | boolean}`;
}
