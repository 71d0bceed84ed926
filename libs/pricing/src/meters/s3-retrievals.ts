import * as z from 'zod/mini';
import { Exact } from '../exact.ts';
import { choice, GIB, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

const ARCHIVES = ['GLACIER', 'DEEP_ARCHIVE'] as const;

const isArchive = (storageClass: string): storageClass is (typeof ARCHIVES)[number] =>
  ARCHIVES.some((archive) => archive === storageClass);

const schema = usageLine('s3-retrievals', {
  storageClass: choice('Storage class that is read from', [
    'STANDARD_IA',
    'ONEZONE_IA',
    'GLACIER_IR',
    ...ARCHIVES,
  ]),
  speed: z.optional(
    choice('Speed of the restore, for GLACIER and DEEP_ARCHIVE', ['standard', 'bulk']),
  ),
  objects: whole('Objects read or restored'),
  objectBytes: whole('Size of one object, in bytes'),
}).check(
  z.refine(({ storageClass, speed }) => isArchive(storageClass) === (speed !== undefined), {
    path: ['speed'],
    error: 'Expected for GLACIER and DEEP_ARCHIVE, and for no other storage class',
  }),
);

/**
 * Data read from an infrequent-access class, or restored from an archive, where each restore is a request too. The GET
 * itself is a line of `s3-requests`.
 *
 * Source: Amazon S3 pricing page, as of 2026-10.
 */
export const s3Retrievals = defineMeter({
  name: 's3-retrievals',
  summary: 'Data read from infrequent-access classes, or restored from archives',
  schema,
  example: {
    meter: 's3-retrievals',
    region: 'us-east-1',
    storageClass: 'GLACIER',
    speed: 'standard',
    objects: 1000,
    objectBytes: 5_000_000,
  },
  measure({ storageClass, speed = 'standard', objects, objectBytes }) {
    const gigabytes = Exact.of(objects).times(objectBytes).over(GIB);
    if (!isArchive(storageClass)) return [charge(`s3.retrieval.${storageClass}`, gigabytes)];
    return [
      charge(`s3.retrieval.${storageClass}.${speed}`, gigabytes),
      charge(`s3.restore.${storageClass}.${speed}`, objects),
    ];
  },
});
