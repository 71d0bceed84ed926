import type { Table } from '@acado/cost/render';
import type { RequestResult, SmokeRun } from '../newman/smoke-run.ts';
import { assertedOf, statusOf } from './words.ts';

/** Every request that was sent; the red ones stand out. */
export const requestsTable = ({ requests, baseUrl }: SmokeRun): Table => ({
  head: ['', 'Request', 'Method and path', 'Status', 'ms', 'Bytes', 'Assertions'],
  numbersFrom: 3,
  rows: requests.map((request) => [
    request.failure ? 'RED' : 'ok',
    nameOf(request),
    `${request.method} ${request.url.startsWith(baseUrl) ? request.url.slice(baseUrl.length) : request.url}`,
    statusOf(request),
    String(request.milliseconds ?? '–'),
    String(request.bytes ?? '–'),
    assertedOf(request),
  ]),
  marked: requests.flatMap(({ failure }, at) => (failure ? [at] : [])),
});

function nameOf({ name, folder, times }: RequestResult): string {
  const asked = times > 1 ? ` (asked ${times} times)` : '';
  return `${folder === undefined ? '' : `${folder}: `}${name}${asked}`;
}

/** Every assertion of every request. */
export const assertionsTable = ({ requests }: SmokeRun): Table => {
  const rows = requests.flatMap((request) =>
    request.assertions.map(({ name, passed }) => ({ passed, cells: [request.name, name] })),
  );
  return {
    head: ['', 'Request', 'Assertion'],
    numbersFrom: 3,
    rows: rows.map(({ passed, cells }) => [passed ? 'ok' : 'RED', ...cells]),
    marked: rows.flatMap(({ passed }, at) => (passed ? [] : [at])),
  };
};
