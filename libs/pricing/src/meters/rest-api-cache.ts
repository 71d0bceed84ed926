import { CACHE_SIZES } from '../book/items.ts';
import { amount, choice, usageLine } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

/**
 * Cache of a REST API's stage: hours that it exists, whether it is used or not.
 *
 * Source: Amazon API Gateway pricing page, as of 2026-10.
 */
export const restApiCache = defineMeter({
  name: 'rest-api-cache',
  summary: 'Cache of a REST API, by its size and hours',
  schema: usageLine('rest-api-cache', {
    sizeGb: choice('Size of the cache in GB, as the API names it', CACHE_SIZES),
    hours: amount('Hours that it exists; 720 are a month'),
  }),
  example: { meter: 'rest-api-cache', region: 'us-east-1', sizeGb: '0.5', hours: 720 },
  measure: ({ sizeGb, hours }) => [charge(`api-gateway.rest.cache.${sizeGb}`, hours)],
});
