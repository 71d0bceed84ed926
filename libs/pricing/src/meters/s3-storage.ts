import * as z from 'zod/mini';
import { type Item, STORAGE_CLASSES, type StorageClass } from '../book/items.ts';
import { Exact } from '../exact.ts';
import { choice, DAYS_PER_MONTH, flag, KIB, orElse, usageLine, whole } from '../fields.ts';
import { type Charge, charge, defineMeter } from '../meter.ts';
import { days, gbMonths } from './storage.ts';

interface ClassRule {
  /** Smaller objects are billed as this many bytes. */
  minBytes?: number;
  /** Objects that leave earlier are billed for this many days. */
  minDays?: number;
  /** Bytes that each object adds, at the rates of the class and of Standard. */
  overhead?: { own: number; standard: number };
}

/** Index and metadata of an archived object: 32 KB in its class, 8 KB in Standard. */
const ARCHIVE_OVERHEAD = { own: 32 * KIB, standard: 8 * KIB };

/** From this size Intelligent-Tiering watches an object and may move it. */
const MONITORED_BYTES = 128 * KIB;

const CLASS_RULES: Readonly<Record<StorageClass, ClassRule>> = {
  STANDARD: {},
  INTELLIGENT_TIERING: {},
  STANDARD_IA: { minBytes: 128 * KIB, minDays: 30 },
  ONEZONE_IA: { minBytes: 128 * KIB, minDays: 30 },
  GLACIER_IR: { minBytes: 128 * KIB, minDays: 90 },
  GLACIER: { overhead: ARCHIVE_OVERHEAD, minDays: 90 },
  DEEP_ARCHIVE: { overhead: ARCHIVE_OVERHEAD, minDays: 180 },
};

const schema = usageLine('s3-storage', {
  storageClass: choice('Storage class', STORAGE_CLASSES),
  accessTier: z.optional(
    choice('Access tier, only for INTELLIGENT_TIERING', [
      'frequent',
      'infrequent',
      'archive-instant',
    ]),
  ),
  objects: whole('Objects'),
  objectBytes: whole('Size of one object, in bytes'),
  days,
  removed: orElse(
    flag(
      'The objects are deleted, overwritten or moved on at the end: the minimum duration counts',
    ),
    false,
  ),
}).check(
  z.refine(
    ({ storageClass, accessTier }) =>
      (storageClass === 'INTELLIGENT_TIERING') === (accessTier !== undefined),
    {
      path: ['accessTier'],
      error: 'Expected for INTELLIGENT_TIERING, and for no other storage class',
    },
  ),
);

type S3Storage = z.infer<typeof schema>;

/** Objects under 128 KB are not watched and stay at the rate of frequent access. */
const intelligentTiering = (usage: S3Storage, bytes: Exact): Charge[] => {
  const { objects, objectBytes, days: kept, accessTier = 'frequent' } = usage;
  const watched = objectBytes >= MONITORED_BYTES;
  const tier = watched ? accessTier : 'frequent';
  const storage = charge(`s3.storage.INTELLIGENT_TIERING.${tier}`, gbMonths(bytes, kept));
  if (!watched) return [storage];
  const objectMonths = Exact.of(objects).times(kept).over(DAYS_PER_MONTH);
  return [storage, charge('s3.monitoring.INTELLIGENT_TIERING', objectMonths)];
};

/**
 * Objects kept in S3. Smaller than the class's minimum is billed as the minimum; gone before the minimum duration is
 * billed to its end, which AWS shows as an early-delete charge at the rate of storage.
 *
 * Source: Amazon S3 pricing page and User Guide, as of 2026-10.
 */
export const s3Storage = defineMeter({
  name: 's3-storage',
  summary: 'Objects kept in S3, with minimum size, minimum duration and archive overhead',
  schema,
  example: {
    meter: 's3-storage',
    region: 'us-east-1',
    storageClass: 'GLACIER_IR',
    objects: 10_000,
    objectBytes: 50_000,
    days: 40,
    removed: true,
  },
  measure(usage) {
    const { storageClass, objects, objectBytes } = usage;
    const { minBytes = 0, minDays = 0, overhead } = CLASS_RULES[storageClass];
    const own = Math.max(objectBytes, minBytes) + (overhead?.own ?? 0);
    const bytes = Exact.of(objects).times(own);
    if (storageClass === 'INTELLIGENT_TIERING') return intelligentTiering(usage, bytes);
    const kept = usage.removed ? Math.max(usage.days, minDays) : usage.days;
    const item: Item = `s3.storage.${storageClass}`;
    const charges = [charge(item, gbMonths(bytes, kept))];
    if (overhead) {
      const standard = Exact.of(objects).times(overhead.standard);
      charges.push(charge('s3.storage.STANDARD', gbMonths(standard, kept)));
    }
    return charges;
  },
});
