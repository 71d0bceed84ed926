import { type Command, CommandError, readOptions, textTable } from '@acado/command-line';
import { join, relative, resolve } from 'node:path';
import { type Item, priceBook, REGIONS, UnpricedUsageError } from '@acado/pricing';
import { clearReport, jsonText, writeFiles } from './record/files.ts';
import { summaryOf } from './render/sections.ts';
import { claimsTable, waterfallTable } from './render/tables.ts';
import type { Report } from './report/model.ts';
import { BASELINE, PIPELINE } from './report/subject.ts';
import { reportFiles } from './report-files.ts';
import { measure } from './run/measure.ts';
import { VARIANTS } from './variants.ts';
import { verify } from './verify.ts';

const DEFAULT_OUT = join(import.meta.dirname, '../../../../reports/evidence');

const usage = `Usage: npm run evidence [-- options]

Sends the same orders through the baseline and through the pipeline, on this machine, one after the
other on fresh local clouds, and writes a report: cost per million orders, latency, and what each
technique saves.

  --orders N     orders that count, per run; default 200
  --rate N       orders posted a second; default 20
  --seed N       the same seed gives the same orders; default 1
  --region R     whose prices; default us-east-1
  --free-tier    take the monthly free tier off
  --runs LIST    only these, such as V0,V7; V0 and V7 are always made. Default: all of
                 ${VARIANTS.map(({ name }) => name).join(' ')}
  --out DIR      where the report goes; what an earlier one left there is replaced.
                 Default reports/evidence
  --verify       run nothing: make the report in DIR again from the evidence beside it, and compare
  --json         print the report as JSON

Exit codes: 0 the pipeline is cheaper and answers faster, and every order went through both;
1 it does not hold, or --verify found a difference; 2 wrong options.
`;

/** What orders can cost, in either architecture: found missing before anything is run, not after. */
const PRICED: readonly Item[] = [
  'api-gateway.http.requests',
  'api-gateway.rest.requests',
  'cloudwatch.alarms.standard',
  'cloudwatch.logs.lambda',
  'cloudwatch.metrics',
  'dynamodb.read-request-units',
  'dynamodb.storage',
  'dynamodb.write-request-units',
  'eventbridge.custom-events',
  'lambda.duration.arm64',
  'lambda.duration.x86_64',
  'lambda.requests.arm64',
  'lambda.requests.x86_64',
  's3.get.STANDARD',
  's3.put.STANDARD',
  's3.storage.STANDARD',
  'sqs.requests.standard',
];

const OPTIONS = {
  orders: { type: 'string', default: '200' },
  rate: { type: 'string', default: '20' },
  seed: { type: 'string', default: '1' },
  region: { type: 'string', default: 'us-east-1' },
  'free-tier': { type: 'boolean', default: false },
  runs: { type: 'string' },
  out: { type: 'string', default: DEFAULT_OUT },
  verify: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Enough for every function to start and to have its code compiled. */
const WARM_UP_ORDERS = 100;

/** Measures the baseline and the pipeline, and proves what the difference is. */
export const evidence: Command = {
  summary: 'measure baseline and pipeline, and report what is saved',
  usage,
  async run(args, { stdout, stderr }) {
    const options = readOptions(args, OPTIONS);
    const folder = resolve(options.out);
    const show = (report: Report) => {
      stdout.write(options.json ? jsonText(report) : textOf(report));
      return report.claims.every(({ holds }) => holds) ? 0 : 1;
    };
    if (options.verify) {
      const { report, files } = await verify(folder);
      stderr.write(`${files.size} files are what the evidence gives.\n`);
      return show(report);
    }
    const orders = wholeNumber('orders', options.orders, 1);
    const plan = {
      orders,
      ordersPerSecond: wholeNumber('rate', options.rate, 1),
      seed: wholeNumber('seed', options.seed, 0),
      warmUpOrders: Math.min(WARM_UP_ORDERS, orders),
      region: regionOf(options.region),
      freeTier: options['free-tier'],
      variants: chosen(options.runs),
    };
    const measured = await untilInterrupted((signal) =>
      measure(plan, { signal, progress: (line) => stderr.write(`${line}\n`) }),
    );
    const { report, files } = priced(() => reportFiles(measured, priceBook));
    await clearReport(folder);
    await writeFiles(folder, files);
    for (const warning of report.warnings) stderr.write(`Caution: ${warning}\n`);
    stderr.write(`Report: ${relative(process.cwd(), join(folder, 'index.html'))}\n`);
    return show(report);
  },
};

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Hands signals of the system on as an abort, so that what was started is ended in order. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const interrupt = new AbortController();
  const abort = () => interrupt.abort();
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    return await work(interrupt.signal);
  } catch (error) {
    throw interrupt.signal.aborted ? new CommandError('Interrupted', 130) : error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}

/** What a terminal gets; the rest is in the report. */
const textOf = (report: Report): string => {
  const { head, rows, numbersFrom } = waterfallTable(report);
  const columns = head.map((_, column) => column).slice(numbersFrom);
  const claims = claimsTable(report).rows.map(([holds, claim, found]) => [
    `${holds}`,
    `${claim}: ${found}`,
  ]);
  return `\n${textTable([head, ...rows], columns)}\n${summaryOf(report)}\n\n${textTable(claims)}`;
};

function wholeNumber(option: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new CommandError(
    `--${option}: expected a whole number of at least ${least}, not "${text}"\nSee --help`,
  );
}

function regionOf(name: string): string {
  if (!REGIONS.some((region) => region === name))
    throw new CommandError(`--region: expected one of ${REGIONS.join(', ')}; not "${name}"`);
  const known = new Set(priceBook.items(name));
  const missing = PRICED.filter((item) => !known.has(item));
  if (missing.length === 0) return name;
  throw new CommandError(`The price book has no price in ${name} for ${missing.join(', ')}`, 1);
}

function chosen(list: string | undefined) {
  if (list === undefined) return VARIANTS;
  const names = new Set([BASELINE, PIPELINE, ...list.split(',')]);
  for (const name of names)
    if (!VARIANTS.some((variant) => variant.name === name))
      throw new CommandError(`--runs: there is no run "${name}"\nSee --help`);
  return VARIANTS.filter(({ name }) => names.has(name));
}

/** A region may lack a price: that is for the user to know, not a fault. */
function priced<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof UnpricedUsageError) throw new CommandError(error.message, 1);
    throw error;
  }
}
