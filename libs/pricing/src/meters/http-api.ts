import { Exact } from '../exact.ts';
import { flag, KIB, MIB, orElse, usageLine, whole } from '../fields.ts';
import { charge, chunks, defineMeter } from '../meter.ts';

const UNIT_BYTES = 512 * KIB;
const MAX_BYTES = 10 * MIB;

/**
 * API Gateway HTTP API: requests in units of 512 KB, tiered.
 *
 * Sources disagree on whether the response is metered too, so it is a switch, off by default; on, the unit is 512 KB of
 * request and response together.
 *
 * Source: Amazon API Gateway pricing page, as of 2026-10.
 */
export const httpApi = defineMeter({
  name: 'http-api',
  summary: 'API Gateway HTTP API requests, in units of 512 KB',
  schema: usageLine('http-api', {
    requests: whole('Requests'),
    requestBytes: orElse(whole('Size of one request, in bytes', { max: MAX_BYTES }), 0),
    responseBytes: orElse(whole('Size of one response, in bytes', { max: MAX_BYTES }), 0),
    meterResponse: orElse(flag('Count the response into the 512 KB units'), false),
  }),
  example: { meter: 'http-api', region: 'us-east-1', requests: 1_000_000, requestBytes: 2048 },
  measure({ requests, requestBytes, responseBytes, meterResponse }) {
    const units = chunks(requestBytes + (meterResponse ? responseBytes : 0), UNIT_BYTES);
    return [charge('api-gateway.http.requests', Exact.of(requests).times(units))];
  },
});
