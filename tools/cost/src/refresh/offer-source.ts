import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** AWS's public price list; it needs no credentials. */
export const PRICE_LIST = 'https://pricing.us-east-1.amazonaws.com';

/** The largest files take minutes on a slow line. */
const TIMEOUT_MS = 600_000;

/** An offer file, about to be read. */
export interface OfferStream {
  /** URL or file name. */
  location: string;
  chunks: AsyncIterable<Uint8Array>;
}

const offerPath = (service: string, region: string): string =>
  `offers/v1.0/aws/${service}/current/${region}/index.json`;

/**
 * Opens a service's offer file for a region.
 *
 * @param base Root of the price list: a URL, or a folder with the same layout.
 * @returns Nothing if there is no such file: not every service is in every region.
 */
export async function openOffer(
  base: string,
  service: string,
  region: string,
): Promise<OfferStream | undefined> {
  const path = offerPath(service, region);
  return /^https?:/.test(base)
    ? openUrl(`${base.replace(/\/+$/, '')}/${path}`)
    : openFile(join(base, path));
}

async function openUrl(location: string): Promise<OfferStream | undefined> {
  const response = await fetch(location, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.ok && response.body) return { location, chunks: response.body };
  await response.body?.cancel();
  // S3 answers 403 for what is not there.
  if (response.status === 404 || response.status === 403) return undefined;
  throw new Error(`HTTP status ${response.status}`);
}

async function openFile(location: string): Promise<OfferStream | undefined> {
  try {
    await stat(location);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return { location, chunks: createReadStream(location) };
}
