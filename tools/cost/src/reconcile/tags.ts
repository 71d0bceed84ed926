import { CommandError } from '@acado/command-line';
import type { BillFormat } from './bill-format.ts';

/**
 * A tag's key without what the formats do to it: `user:Cost Center`, `resourceTags/user:Cost Center` and
 * `user_cost_center` are one.
 */
const plainKey = (key: string): string =>
  key
    .replace(/^resourceTags\//, '')
    .replace(/^user[:_]/, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Reads one tag of each row. */
export interface TagReader {
  /** Columns that it reads. */
  columns: readonly string[];
  /**
   * @param cellOf The cell of a column, by its place in `columns`.
   * @param wrong Makes the error for a cell of that column.
   * @returns Empty if the row does not have the tag.
   */
  read(
    cellOf: (index: number) => string,
    wrong: (column: string, message: string) => Error,
  ): string;
}

/** @throws {CommandError} If the file has no column that could have the tag. */
export function tagReader(
  path: string,
  header: readonly string[],
  format: Pick<BillFormat<never>, 'tagColumns' | 'tagColumn'>,
  tag: string,
): TagReader {
  const wanted = plainKey(tag);
  const keyOf = (column: string) => format.tagColumn?.exec(column)?.[1];
  const single = header.filter((column) => plainKey(keyOf(column) ?? '') === wanted);
  if (single.length > 0) {
    return {
      columns: single,
      read: (cellOf) => single.map((_, index) => cellOf(index)).find((cell) => cell !== '') ?? '',
    };
  }
  const columns = header.filter((column) => format.tagColumns.test(column));
  if (columns.length > 0) {
    return {
      columns,
      read: (cellOf, wrong) =>
        columns
          .map((column, index) => tagIn(cellOf(index), wanted, () => wrong(column, NO_OBJECT)))
          .find((value) => value !== '') ?? '',
    };
  }
  const known = header.flatMap((column) => keyOf(column) ?? []).join(', ');
  throw new CommandError(
    `${path} has no column with the tag ${tag}${known === '' ? '' : `, only with ${known}`}: activate it as a cost allocation tag and export tags`,
  );
}

const NO_OBJECT = 'Expected tags as a JSON object';

function tagIn(text: string, wanted: string, wrong: () => Error): string {
  if (text === '' || text === '{}') return '';
  const found = Object.entries(parseTags(text, wrong)).find(([key]) => plainKey(key) === wanted);
  return found === undefined ? '' : String(found[1]);
}

function parseTags(text: string, wrong: () => Error): object {
  let tags: unknown;
  try {
    tags = JSON.parse(text);
  } catch {
    throw wrong();
  }
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) throw wrong();
  return tags;
}
