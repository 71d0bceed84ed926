import { CommandError } from '@acado/command-line';
import { type Decimal, parseDecimal } from './decimal.ts';
import type { TableRow } from './table-file.ts';

/** Longest piece of a wrong value that goes into a message. */
const SHOWN = 60;

/** The cells of a row by what they mean, whatever their columns are called; one object for all rows of a file. */
export class Cells<Name extends string> {
  readonly #path: string;
  readonly #columns: Readonly<Record<Name, readonly string[]>>;
  readonly #found: ReadonlyMap<Name, { column: string; index: number }>;
  #row: TableRow = { line: 0, values: [] };

  /** Columns to read from the file, in the order in which rows give them. */
  readonly wanted: readonly string[];

  /**
   * @param header Columns of the file.
   * @param columns What a column may be called.
   * @param extra More columns to read.
   */
  constructor(
    path: string,
    header: readonly string[],
    columns: Readonly<Record<Name, readonly string[]>>,
    extra: readonly string[] = [],
  ) {
    this.#path = path;
    this.#columns = columns;
    const found = (Object.keys(columns) as Name[]).flatMap((name) => {
      const column = columns[name].find((candidate) => header.includes(candidate));
      return column === undefined ? [] : [{ name, column }];
    });
    this.#found = new Map(found.map(({ name, column }, index) => [name, { column, index }]));
    this.wanted = [...found.map(({ column }) => column), ...extra];
  }

  /** Goes on to the next row. */
  moveTo(row: TableRow): void {
    this.#row = row;
  }

  /** Those of the names that the file has no column for, as the column is called. */
  missing(names: readonly Name[]): string[] {
    return names.filter((name) => !this.#found.has(name)).map((name) => this.#called(name));
  }

  /** Empty if the file has no such column. */
  text(name: Name): string {
    const index = this.#found.get(name)?.index;
    return index === undefined ? '' : (this.#row.values[index] ?? '');
  }

  /** @throws {CommandError} naming file, line and column. */
  decimal(name: Name): Decimal {
    if (!this.#found.has(name)) {
      throw this.wrong(name, 'a row of this kind needs this column, which the file does not have');
    }
    const text = this.text(name);
    return parseDecimal(text) ?? this.#refuse(name, 'a number', text);
  }

  /** Year and month of a date such as `2026-10-01T00:00:00.000Z`. */
  month(name: Name): string {
    const text = this.text(name);
    return /^\d{4}-\d{2}(?=-\d{2})/.exec(text)?.[0] ?? this.#refuse(name, 'a date', text);
  }

  /** The cell of an extra column. */
  extra(index: number): string {
    return this.#row.values[this.#found.size + index] ?? '';
  }

  /** An error at a cell of the row. */
  wrong(name: Name, message: string): CommandError {
    return this.wrongAt(this.#found.get(name)?.column ?? this.#called(name), message);
  }

  /** An error at a column of the row. */
  wrongAt(column: string, message: string): CommandError {
    return new CommandError(`${this.#path}, line ${this.#row.line}, ${column}: ${message}`);
  }

  #called(name: Name): string {
    return this.#columns[name][0] ?? name;
  }

  #refuse(name: Name, expected: string, text: string): never {
    throw this.wrong(name, `Expected ${expected}, not ${JSON.stringify(text.slice(0, SHOWN))}`);
  }
}
