import { STORAGE_CLASSES } from '../book/items.ts';
import { choice, orElse, usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

/**
 * Requests to S3 by storage class. DELETE is free; LIST is priced as a PUT of STANDARD.
 *
 * Source: Amazon S3 pricing page, as of 2026-10.
 */
export const s3Requests = defineMeter({
  name: 's3-requests',
  summary: 'S3 requests by storage class; DELETE is free',
  schema: usageLine('s3-requests', {
    storageClass: choice('Storage class', STORAGE_CLASSES),
    puts: orElse(whole('PUT, COPY, POST and LIST requests'), 0),
    gets: orElse(whole('GET, HEAD and all other requests'), 0),
  }),
  example: {
    meter: 's3-requests',
    region: 'us-east-1',
    storageClass: 'STANDARD',
    puts: 10_000,
    gets: 200_000,
  },
  measure: ({ storageClass, puts, gets }) => [
    charge(`s3.put.${storageClass}`, puts),
    charge(`s3.get.${storageClass}`, gets),
  ],
});
