import { CommandError } from '@acado/command-line';
import { openBillFile } from './bill-file.ts';
import { findFiles } from './find-files.ts';
import { type BilledTotals, Tally } from './tally.ts';

/** What to take of a bill. */
export interface BillSelection {
  /** Only this billing period, `YYYY-MM`. */
  month?: string;
  /** Key of a cost allocation tag to group by. */
  tag?: string;
}

/**
 * Reads a bill, row by row, and adds it up.
 *
 * @param paths Files and folders.
 * @throws {CommandError} naming what is wrong with which file, line and column.
 */
export async function readBill(
  paths: readonly string[],
  { month, tag }: BillSelection,
): Promise<BilledTotals> {
  const tally = new Tally();
  let first: { path: string; format: string } | undefined;
  for (const path of await findFiles(paths)) {
    const { format, rows } = await openBillFile(path, tag);
    first ??= { path, format };
    if (format !== first.format) {
      throw new CommandError(
        `Expected files of one export: ${first.path} is ${first.format}, ${path} is ${format}`,
      );
    }
    for await (const { row, tag: value } of rows) {
      if (month === undefined || row.month === month) tally.add(row, value);
    }
  }
  const totals = tally.totals();
  if (totals.rows > 0) return totals;
  throw new CommandError(`The bill has no rows${month === undefined ? '' : ` of ${month}`}`);
}
