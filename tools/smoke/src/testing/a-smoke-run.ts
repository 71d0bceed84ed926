import type { Failure, RequestResult, SmokeRun } from '../newman/smoke-run.ts';

export const aRequest = (overrides: Partial<RequestResult> = {}): RequestResult => ({
  name: 'Reads the item',
  folder: 'Items',
  method: 'GET',
  url: 'https://api.example.com/items/1',
  times: 1,
  status: 200,
  milliseconds: 12,
  bytes: 42,
  assertions: [{ name: '200 OK', passed: true }],
  ...overrides,
});

export const aFailure = (overrides: Partial<Failure> = {}): Failure => ({
  reasons: ['200 OK: expected response to have status code 200 but got 500'],
  request: {
    start: 'GET https://api.example.com/items/1',
    headers: [['Authorization', '(redacted)']],
    body: '',
  },
  answer: {
    start: '500 Internal Server Error',
    headers: [['content-type', 'application/json']],
    body: '{"message":"<script>alert(1)</script>"}',
  },
  next: ['What the function logged: npx nx logs crud-api'],
  ...overrides,
});

/** A request that answered wrongly. */
export const aRedRequest = (overrides: Partial<RequestResult> = {}): RequestResult =>
  aRequest({
    status: 500,
    assertions: [{ name: '200 OK', passed: false }],
    failure: aFailure(),
    ...overrides,
  });

export function aSmokeRun(overrides: Partial<SmokeRun> = {}): SmokeRun {
  const requests = overrides.requests ?? [aRequest()];
  return {
    service: 'crud-api',
    target: 'url',
    baseUrl: 'https://api.example.com',
    startedAt: '2026-11-20T15:00:00.123Z',
    milliseconds: 1234,
    green: requests.every(({ failure }) => !failure),
    leftOut: [],
    ...overrides,
    requests,
  };
}
