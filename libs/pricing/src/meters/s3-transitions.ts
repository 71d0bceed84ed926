import { STORAGE_CLASSES } from '../book/items.ts';
import { choice, flag, KIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

const [, ...targets] = STORAGE_CLASSES;

/** Since 2024-09 a lifecycle rule skips smaller objects unless it says otherwise. */
const LIFECYCLE_MIN_BYTES = 128 * KIB;

/**
 * Objects that a lifecycle rule moves to another class, one request each. By default objects under 128 KB stay where
 * they are and cost nothing.
 *
 * Source: Amazon S3 pricing page and User Guide, as of 2026-10.
 */
export const s3Transitions = defineMeter({
  name: 's3-transitions',
  summary: 'Lifecycle transitions; objects under 128 KB are skipped unless allSizes',
  schema: usageLine('s3-transitions', {
    storageClass: choice('Storage class that the objects move to', targets),
    objects: whole('Objects that the rule covers'),
    objectBytes: whole('Size of one object, in bytes'),
    allSizes: orElse(
      flag('The rule moves small objects too (a size filter, or varies_by_storage_class)'),
      false,
    ),
  }),
  example: {
    meter: 's3-transitions',
    region: 'us-east-1',
    storageClass: 'GLACIER_IR',
    objects: 10_000,
    objectBytes: 1_000_000,
  },
  measure({ storageClass, objects, objectBytes, allSizes }) {
    const moved = allSizes || objectBytes >= LIFECYCLE_MIN_BYTES ? objects : 0;
    return [charge(`s3.transition.${storageClass}`, moved)];
  },
});
