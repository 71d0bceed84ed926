import { CommandError } from '@acado/command-line';
import type { BilledRow } from './billed-row.ts';
import type { BillFormat } from './bill-format.ts';
import { Cells } from './cells.ts';
import { cur } from './cur.ts';
import { focus } from './focus.ts';
import { openTable, type Table } from './table-file.ts';
import { tagReader } from './tags.ts';

/** A file of a bill, about to be read. */
export interface BillFile {
  /** `CUR` or `FOCUS`. */
  format: string;
  rows: AsyncIterable<{ row: BilledRow; tag?: string }>;
}

/** Most columns of an unknown file that a message lists. */
const SHOWN_COLUMNS = 8;

/**
 * Opens a file of a bill and finds out what it is.
 *
 * @param tag Key of a cost allocation tag to read of each row.
 * @throws {CommandError} If it is no bill, or lacks a column; reading rows throws it for a wrong value.
 */
export async function openBillFile(path: string, tag?: string): Promise<BillFile> {
  const table = await openTable(path);
  try {
    if (cur.isOne(table.columns)) return billFile(path, table, cur, tag);
    if (focus.isOne(table.columns)) return billFile(path, table, focus, tag);
    const columns = table.columns.slice(0, SHOWN_COLUMNS).join(', ').slice(0, 300);
    throw new CommandError(
      `${path} is neither a CUR 2.0 nor a FOCUS 1.2 export: expected columns such as line_item_usage_type (lineItem/UsageType in the older CUR) or ChargeCategory and SkuMeter, found ${columns}`,
    );
  } catch (error) {
    await table.close();
    throw error;
  }
}

function billFile<Column extends string>(
  path: string,
  table: Table,
  format: BillFormat<Column>,
  tag: string | undefined,
): BillFile {
  const tags = tag === undefined ? undefined : tagReader(path, table.columns, format, tag);
  const cells = new Cells(path, table.columns, format.columns, tags?.columns);
  const missing = cells.missing(format.required);
  if (missing.length > 0) {
    const columns = `column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`;
    throw new CommandError(`${path} looks like a ${format.name} export, but has no ${columns}`);
  }
  const wrong = (column: string, message: string) => cells.wrongAt(column, message);
  const cellOf = (index: number) => cells.extra(index);
  async function* rows() {
    for await (const row of table.rows(cells.wanted)) {
      cells.moveTo(row);
      const currency = cells.text(format.currency);
      if (currency !== '' && currency !== 'USD') {
        throw cells.wrong(
          format.currency,
          `Expected USD, the currency of the prices, not ${currency}`,
        );
      }
      yield { row: format.read(cells), tag: tags?.read(cellOf, wrong) };
    }
  }
  return { format: format.name, rows: rows() };
}
