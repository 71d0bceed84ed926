import type { Answer } from '../engine/connection.ts';
import { isExpected, type ScenarioRequest } from '../scenario/scenario.ts';

/** What can come of a request beside the answer that was expected. */
export const ERROR_KINDS = {
  throttled: '429 throttled (Too Many Requests)',
  functionThrottled: '5xx from the API: function throttled (Lambda: Too Many Requests)',
  apiError: '5xx from the API: function throttled, failed or timed out',
  clientError: '4xx',
  serverError: '5xx',
  unexpectedStatus: 'unexpected status',
  timeout: 'timeout',
  refused: 'connection refused',
  reset: 'connection reset',
  unreachable: 'unreachable (name, network or certificate)',
} as const;

export type ErrorKind = keyof typeof ERROR_KINDS;

/**
 * What API Gateway answers itself when a function did not: a REST API 500, an HTTP API 503 or, with other capitals, 500.
 * Functions here answer problem+json.
 */
const FROM_API: Readonly<Record<number, RegExp>> = {
  500: /^\s*\{\s*"message"\s*:\s*"Internal server error"\s*\}\s*$/i,
  503: /^\s*\{\s*"message"\s*:\s*"Service Unavailable"\s*\}\s*$/i,
};

/** @returns Nothing when the answer is as expected. */
export function errorKindOf(request: ScenarioRequest, answer: Answer): ErrorKind | undefined {
  if ('failure' in answer) return answer.failure === 'closed' ? undefined : answer.failure;
  const { status, body } = answer;
  if (isExpected(request.expect, status)) return undefined;
  if (status === 429) return 'throttled';
  if (FROM_API[status]?.test(body)) return 'apiError';
  if (status >= 500) return 'serverError';
  return status >= 400 ? 'clientError' : 'unexpectedStatus';
}
