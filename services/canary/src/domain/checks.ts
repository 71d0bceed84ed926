import type { Check } from './check.ts';

const problem = 'application/problem+json';
/** No order has it: a version of the future. */
const NOBODYS_ORDER = 'ffffffff-ffff-8fff-bfff-ffffffffffff';

/** What is asked in each run. Every one has two alarms in alarms.yml. */
export const checks: readonly Check[] = [
  {
    // Reads the table, too.
    endpoint: 'crud-api-status',
    service: 'crud-api',
    method: 'GET',
    path: '/status',
    expected: { status: 200, contentType: 'application/json' },
    isClosed: false,
  },
  {
    // Refused, so that no order comes of it.
    endpoint: 'ingest-a-orders',
    service: 'ingest-a',
    method: 'POST',
    path: '/orders',
    body: { customerId: 'canary' },
    expected: { status: 400, contentType: problem },
    isClosed: true,
  },
  {
    // Looked for in the table, and not found.
    endpoint: 'worker-b-order',
    service: 'worker-b',
    method: 'GET',
    path: `/orders/${NOBODYS_ORDER}`,
    expected: { status: 404, contentType: problem },
    isClosed: true,
  },
  {
    endpoint: 'worker-c-receipt',
    service: 'worker-c',
    method: 'GET',
    path: `/orders/${NOBODYS_ORDER}/receipt`,
    expected: { status: 404, contentType: problem },
    isClosed: true,
  },
];
