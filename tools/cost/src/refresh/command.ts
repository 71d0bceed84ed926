import { type Command, CommandError, readOptions } from '@acado/command-line';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { types } from 'node:util';
import {
  parsePriceFile,
  type PriceFile,
  PriceFileError,
  REGIONS,
  USAGE_TYPES,
} from '@acado/pricing';
import { readOffer } from './offer-file.ts';
import { openOffer, PRICE_LIST } from './offer-source.ts';
import { type PriceChange, type ReadOffer, rebuild } from './rebuild.ts';
import { refreshReport, type RegionResult } from './report.ts';

/** The files of the price book. */
const BOOK = join(import.meta.dirname, '../../../../libs/pricing/src/book/regions');

/** A price that is this many times what it was, or a fraction of it, is looked at before it is believed. */
const SUSPICIOUS_FACTOR = 2;

const usage = `Usage: npm run prices:refresh [-- options]

Rebuilds the price book (libs/pricing) from the public AWS price list and prints what changed. Needs
the internet, but no AWS account. Prices that the price list does not have stay as they are.

  --check         write nothing; exit code 1 if a price changed
  --region NAME   only this region; may be repeated
  --base ROOT     another price list: a URL, or a folder with the same layout
                  (default ${PRICE_LIST})
  --book FOLDER   the book's files (default libs/pricing/src/book/regions)
  --accept-large  also write prices that changed by more than a factor of ${SUSPICIOUS_FACTOR}
  --json          print JSON

Exit codes: 0 done; 1 --check found changes; 2 wrong options, an offer file that cannot be read, or a
large change that was not accepted.
`;

const OPTIONS = {
  check: { type: 'boolean', default: false },
  region: { type: 'string', multiple: true, default: [] as string[] },
  base: { type: 'string', default: PRICE_LIST },
  book: { type: 'string', default: BOOK },
  'accept-large': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const SERVICES = [...new Set(Object.values(USAGE_TYPES).map(({ service }) => service))];

/** Rebuilds the price book. */
export const refresh: Command = {
  summary: 'rebuild the price book from the AWS price list and print what changed',
  usage,
  async run(args, { stdout }) {
    const options = readOptions(args, OPTIONS);
    const results: RegionResult[] = [];
    for (const region of regionsOf(options.region)) {
      results.push(await refreshRegion(region, options.base, options.book));
    }
    const changes = results.flatMap((result) => result.changes);
    if (results.every(({ missing }) => missing.length === SERVICES.length)) {
      throw new CommandError(`There is no offer file under ${options.base}`);
    }
    stdout.write(
      options.json ? `${JSON.stringify(plain(results), null, 2)}\n` : refreshReport(results),
    );
    if (options.check) return changes.length > 0 ? 1 : 0;
    const large = options['accept-large'] ? [] : changes.filter(isLarge);
    if (large.length > 0) throw new CommandError(refusal(large));
    for (const { region, file } of results) await writeBook(options.book, region, file);
    return 0;
  },
};

function regionsOf(names: readonly string[]): readonly string[] {
  if (names.length === 0) return REGIONS;
  const unknown = names.find((name) => !REGIONS.some((region) => region === name));
  if (unknown === undefined) return [...new Set(names)];
  throw new CommandError(`--region: "${unknown}" is none of ${REGIONS.join(', ')}`);
}

async function refreshRegion(region: string, base: string, book: string): Promise<RegionResult> {
  const old = await readBook(book, region);
  const offers: ReadOffer[] = [];
  const missing: string[] = [];
  for (const service of SERVICES) {
    const offer = await readOfferOf(base, service, region);
    if (offer) offers.push(offer);
    else missing.push(service);
  }
  const ambiguous = offers.flatMap((offer) => offer.ambiguous);
  return { region, ...rebuild(old, offers), missing, ambiguous };
}

async function readOfferOf(
  base: string,
  service: string,
  region: string,
): Promise<ReadOffer | undefined> {
  try {
    const stream = await openOffer(base, service, region);
    if (!stream) return undefined;
    const { location, chunks } = stream;
    return { ...(await readOffer(chunks, service, region)), service, location };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = types.isNativeError(cause) ? `${message}: ${cause.message}` : message;
    throw new CommandError(`Offer file of ${service} in ${region} under ${base}: ${why}`);
  }
}

const fileOf = (book: string, region: string): string => join(book, `${region}.json`);

async function readBook(book: string, region: string): Promise<PriceFile> {
  const file = fileOf(book, region);
  try {
    return parsePriceFile(JSON.parse(await readFile(file, 'utf8')), file);
  } catch (error) {
    if (error instanceof PriceFileError) throw new CommandError(error.message);
    throw new CommandError(`${file}: ${(error as Error).message}`);
  }
}

/** In one step, so that an interrupted refresh leaves the old file or the new one. */
async function writeBook(book: string, region: string, file: PriceFile): Promise<void> {
  const target = fileOf(book, region);
  await writeFile(`${target}.new`, `${JSON.stringify(file, null, 2)}\n`);
  await rename(`${target}.new`, target);
}

const isLarge = ({ old, new: fresh }: PriceChange): boolean => {
  if (old === undefined || fresh === undefined) return false;
  const [was, is] = [Number(old), Number(fresh)];
  return is > was * SUSPICIOUS_FACTOR || is * SUSPICIOUS_FACTOR < was;
};

const refusal = (large: readonly PriceChange[]): string =>
  [
    'Nothing was written: these prices changed a lot. Look at them, then use --accept-large.',
    ...large.map(
      ({ region, item, from, old, new: fresh }) =>
        `  ${region} ${item} above ${from}: ${old} → ${fresh}`,
    ),
  ].join('\n');

const plain = (results: readonly RegionResult[]) => results.map(({ file: _, ...result }) => result);
