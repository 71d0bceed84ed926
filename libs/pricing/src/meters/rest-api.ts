import { usageLine, whole } from '../fields.ts';
import { charge, defineMeter } from '../meter.ts';

/**
 * API Gateway REST API: requests, tiered, whatever their size.
 *
 * Source: Amazon API Gateway pricing page, as of 2026-10.
 */
export const restApi = defineMeter({
  name: 'rest-api',
  summary: 'API Gateway REST API requests, whatever their size',
  schema: usageLine('rest-api', { requests: whole('Requests') }),
  example: { meter: 'rest-api', region: 'us-east-1', requests: 1_000_000 },
  measure: ({ requests }) => [charge('api-gateway.rest.requests', requests)],
});
