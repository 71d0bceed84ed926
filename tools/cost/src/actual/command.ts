import { awsProblem, type Command, CommandError, type Io, readOptions } from '@acado/command-line';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Bill,
  measureUsage,
  priceMeasured,
  REGIONS,
  UnpricedUsageError,
  type UsageLine,
} from '@acado/pricing';
import type { Cloud } from './cloud.ts';
import { measure, type Measurement } from './measure.ts';
import { namesOf } from './names.ts';
import { type Range, readRange } from './range.ts';
import { type Actual, notes, toJson, toText } from './render.ts';
import { meterRows, serviceRows, usageOf } from './report.ts';

const usage = `Usage: npm run --silent actual -- --from <time> [--to <time>] [options]

What the deployed services used between two times, read from CloudWatch, and what it costs at list
prices; beside it what the services' own cost metrics say. AWS_ENDPOINT_URL makes it read the local
cloud. Resources are found by their names, acado-<service>-<stage>-…

  --from TIME             a day such as 2026-11-01, or a minute such as 2026-11-01T09:30Z, in UTC
  --to TIME               where it ends, that moment not included; now unless given; 31 days at most
  --stage STAGE           only this stage (otherwise local, dev, staging and prod)
  --region REGION         otherwise AWS_REGION or AWS_DEFAULT_REGION
  --messages-per-call N   messages that SQS calls have on average, 1 to 10 (default 1, which is the
                          most that it can cost); CloudWatch does not know
  --max-reports N         read REPORT lines of functions with up to so many invocations (default
                          100000); beyond it the functions' own metric BilledDuration is taken
  --json                  usage lines as a JSON array, for price and for reconcile --usage
  --table                 the tables, wherever they go
  --out DIR               also write usage.json and actual.json

What cannot be measured is listed, and never taken for zero. CloudWatch charges 0.01 USD for each
1,000 metrics that are read.

Exit codes: 0 read; 1 nothing was found, or the price book lacks a price; 2 wrong options, or AWS
refuses.

Example:
  npm run --silent actual -- --from 2026-11-01 --to 2026-11-20 --stage dev --region us-east-1
`;

const OPTIONS = {
  from: { type: 'string' },
  to: { type: 'string' },
  stage: { type: 'string' },
  region: { type: 'string' },
  'messages-per-call': { type: 'string', default: '1' },
  'max-reports': { type: 'string', default: '100000' },
  json: { type: 'boolean', default: false },
  table: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const;

type Options = ReturnType<typeof readOptions<typeof OPTIONS>>;

/** Reads from the cloud that `open` gives. */
export const actualFrom = (
  open: (region: string) => Promise<OpenCloud>,
  now: () => number = Date.now,
): Command => ({
  summary: 'what the deployed services used and cost, from CloudWatch',
  usage,
  async run(args, io) {
    const options = readOptions(args, OPTIONS);
    const settings = checked(options, now());
    const measured = await read(await open(settings.region), settings, io);
    const finding = usageOf(measured);
    // Alarms are there whether anything was used or not.
    if (finding.usage.every(({ meter }) => meter === 'cloudwatch-alarms')) throw nothing(settings);
    const bill = priced(finding.usage);
    const actual: Actual = {
      title: `Used ${scopeOf(settings)}`,
      meters: meterRows(bill),
      services: serviceRows(bill, measured),
      sources: finding.sources,
      missing: [
        ...finding.missing,
        ...idleSince(settings),
        ...measured.strangers.map(unknownStage),
      ],
    };
    if (options.out !== undefined) {
      const { from, to } = settings.range;
      await writeFiles(options.out, {
        'usage.json': finding.usage,
        'actual.json': {
          ...{ from: iso(from), to: iso(to), region: settings.region, stage: settings.stage },
          ...toJson(actual, bill),
        },
      });
    }
    const asTable = options.table || (io.stdout.isTTY === true && !options.json);
    io.stdout.write(asTable ? toText(actual) : `${JSON.stringify(finding.usage, null, 2)}\n`);
    if (!asTable) io.stderr.write(notes(actual));
    return 0;
  },
});

/** Sets what CloudWatch counted beside what the functions say themselves. */
export const actual = actualFrom(async (region) => {
  // The SDK takes a while to load: only here.
  const { awsCloud } = await import('./aws-cloud.ts');
  return awsCloud(region);
});

interface OpenCloud extends Cloud {
  close(): void;
}

interface Settings {
  range: Range;
  region: string;
  stage: string | undefined;
  messagesPerCall: number;
  maxReports: number;
  now: number;
}

function checked(options: Options, now: number): Settings {
  if (options.json && options.table) throw new CommandError('Choose one of --json and --table');
  const { stage } = options;
  if (stage !== undefined && !/^[a-z][a-z0-9-]*$/i.test(stage)) {
    throw new CommandError(`--stage: Expected a name such as dev, not "${stage}"`);
  }
  const range = readRange(options.from, options.to, now);
  return {
    ...{ range, stage, now },
    region: regionOf(options.region),
    messagesPerCall: wholeNumber('--messages-per-call', options['messages-per-call'], 1, 10),
    maxReports: wholeNumber('--max-reports', options['max-reports'], 0, Number.MAX_SAFE_INTEGER),
  };
}

function regionOf(option: string | undefined): string {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const region = option ?? (AWS_REGION || AWS_DEFAULT_REGION || undefined);
  if (region === undefined) throw new CommandError('Expected --region, or AWS_REGION to be set');
  if (!REGIONS.some((known) => known === region)) {
    const variable = AWS_REGION ? 'AWS_REGION' : 'AWS_DEFAULT_REGION';
    const where = option === undefined ? variable : '--region';
    throw new CommandError(
      `${where}: The price book has no region "${region}", only ${REGIONS.join(', ')}`,
    );
  }
  return region;
}

function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const upTo = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new CommandError(`${option}: Expected a whole number ${upTo}, not "${text}"`);
}

async function read(cloud: OpenCloud, settings: Settings, io: Io): Promise<Measurement> {
  const { region, stage } = settings;
  try {
    return await measure(cloud, {
      ...settings,
      names: namesOf(stage),
      progress: (text) => io.stderr.write(`${text}\n`),
    });
  } catch (error) {
    throw awsProblem(error, region) ?? error;
  } finally {
    cloud.close();
  }
}

function priced(lines: readonly UsageLine[]): Bill {
  try {
    return priceMeasured(measureUsage(lines), { month: true });
  } catch (error) {
    if (error instanceof UnpricedUsageError) throw new CommandError(error.message, 1);
    throw error;
  }
}

const iso = (time: number): string => new Date(time).toISOString().replace(':00.000Z', 'Z');

const scopeOf = ({ range, region, stage }: Settings): string =>
  `from ${iso(range.from)} to ${iso(range.to)} in ${region}${stage === undefined ? '' : `, stage ${stage}`}`;

const nothing = (settings: Settings): CommandError =>
  new CommandError(
    `No data points of acado-<service>-${settings.stage ?? '<stage>'}-… ${scopeOf(settings)}: are region${
      settings.stage === undefined ? '' : ', stage'
    } and times right?`,
    1,
  );

/** For so long CloudWatch lists a metric after its last data point. */
const LISTED_MS = 14 * 24 * 3_600_000;

/** Functions are asked for by name. */
function idleSince({ range, now }: Settings): string[] {
  if (now - range.from <= LISTED_MS) return [];
  const day = iso(now - LISTED_MS).slice(0, 10);
  return [`What had no data since ${day}, but for functions: CloudWatch no longer lists it`];
}

const unknownStage = (name: string): string => `${name}: of another stage; choose it with --stage`;

async function writeFiles(folder: string, files: Record<string, unknown>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await Promise.all(
      Object.entries(files).map(([name, content]) =>
        writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`),
      ),
    );
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CommandError(`--out: ${error.message}`);
  }
}
