import type { BilledRow } from './billed-row.ts';
import type { Cells } from './cells.ts';

/** How a kind of bill names its columns, and what they mean. */
export interface BillFormat<Column extends string> {
  name: string;
  /** Names that a column may have. */
  columns: Readonly<Record<Column, readonly string[]>>;
  /** The column that may say that amounts are not USD. */
  currency: Column;
  /** Columns without which nothing can be compared. */
  required: readonly Column[];
  /** Whether a file with these columns is meant to be one. */
  isOne(header: readonly string[]): boolean;
  /** Columns with all tags of a row, as a JSON object. */
  tagColumns: RegExp;
  /** Columns with one tag, its key as the first group. */
  tagColumn?: RegExp;
  /** @throws {CommandError} naming line and column. */
  read(cells: Cells<Column>): BilledRow;
}
