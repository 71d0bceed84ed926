import { type Command, CommandError, readOptions } from '@acado/command-line';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJson } from './json.ts';
import { readMeasured } from './measured.ts';
import { readBill } from './read-bill.ts';
import { reconcile as reconcileTotals } from './reconcile.ts';
import { type Report, reportOf } from './report.ts';
import { toHtml, toMarkdown, toText } from './render.ts';

const usage = `Usage: npm run --silent reconcile -- --cur <file or folder> [options]

Reads an AWS bill and sets the estimate of the price book beside it, per service and meter, with the
error. On a terminal it prints tables, otherwise JSON. It reads CUR 2.0, the older CUR and FOCUS 1.2
(FOCUS 1.0, too), as CSV, CSV.gz or Parquet; files of any size.

  --cur PATH            a file, or a folder with all below it; may be given several times
  --usage FILE          usage lines measured by us, of the same month (npm run price -- --schema):
                        their cost is set beside the bill, too
  --free-tier           take off the monthly free tier from the measured usage, not from the bill's:
                        what AWS billed at nothing is estimated at nothing
  --month YYYY-MM       only this billing period
  --group-by tag:KEY    group by a cost allocation tag, such as tag:Service; the label of a measured
                        usage line is its value
  --tolerance PERCENT   error of a meter, or of the whole, that is no difference (default 1); an error
                        below half a cent never is one
  --out DIR             also write reconciliation.json, .md and .html
  --json                JSON on a terminal, too
  --table               the tables, wherever they go

Usage that the price book does not know, and what is no usage (taxes, credits, refunds, fees), is
listed apart and never dropped.

Exit codes: 0 reconciled; 1 a difference over the tolerance, or nothing to compare; 2 wrong input or
options (file, line and column are named).

Example:
  npm run --silent reconcile -- --cur exports/2026-10 --group-by tag:Service
`;

const OPTIONS = {
  cur: { type: 'string', multiple: true },
  usage: { type: 'string' },
  'free-tier': { type: 'boolean', default: false },
  month: { type: 'string' },
  'group-by': { type: 'string' },
  tolerance: { type: 'string', default: '1' },
  out: { type: 'string' },
  json: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
} as const;

const read = (args: string[]) => readOptions(args, OPTIONS);

type Options = ReturnType<typeof read>;

/** Sets the estimate beside an AWS bill. */
export const reconcile: Command = {
  summary: 'set the estimate beside an AWS bill (CUR or FOCUS export)',
  usage,
  async run(args, io) {
    const options = read(args);
    const { cur, tag, tolerancePercent } = checked(options);
    const totals = await readBill(cur, { month: options.month, tag });
    const measured =
      options.usage === undefined
        ? undefined
        : await readMeasured(options.usage, options['free-tier'], totals);
    const byTag = tag !== undefined;
    const result = reconcileTotals(totals, { tolerancePercent, measured, byTag });
    const report = reportOf(result, tag);
    const json = `${JSON.stringify(toJson(result), null, 2)}\n`;
    if (options.out !== undefined) await writeReports(options.out, report, json);
    const asTable = options.table || (io.stdout.isTTY === true && !options.json);
    io.stdout.write(asTable ? toText(report) : json);
    return result.reconciled ? 0 : 1;
  },
};

function checked(options: Options) {
  const { cur } = options;
  if (!cur) throw new CommandError('Expected --cur with a file or a folder');
  if (options.json && options.table) throw new CommandError('Choose one of --json and --table');
  if (options['free-tier'] && options.usage === undefined) {
    throw new CommandError('--free-tier is about measured usage: expected --usage');
  }
  if (options.month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(options.month)) {
    throw new CommandError(`--month: Expected a month such as 2026-10, not "${options.month}"`);
  }
  const [, tag] = /^tag:(.+)$/s.exec(options['group-by'] ?? '') ?? [];
  if (options['group-by'] !== undefined && tag === undefined) {
    throw new CommandError(`--group-by: Expected tag:KEY, not "${options['group-by']}"`);
  }
  if (!/^\d+(\.\d+)?$/.test(options.tolerance)) {
    throw new CommandError(`--tolerance: Expected a percentage, not "${options.tolerance}"`);
  }
  return { cur, tag, tolerancePercent: Number(options.tolerance) };
}

async function writeReports(folder: string, report: Report, json: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await Promise.all([
      writeFile(join(folder, 'reconciliation.json'), json),
      writeFile(join(folder, 'reconciliation.md'), toMarkdown(report)),
      writeFile(join(folder, 'reconciliation.html'), toHtml(report)),
    ]);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CommandError(`--out: ${error.message}`);
  }
}
