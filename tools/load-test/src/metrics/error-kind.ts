import type { Answer } from '../engine/connection.ts';
import { isExpected, type ScenarioRequest } from '../scenario/scenario.ts';

/** What can come of a request beside the answer that was expected. */
export const ERROR_KINDS = {
  throttled: '429 throttled (Too Many Requests)',
  functionUnavailable: '503 Service Unavailable from the API: function throttled or timed out',
  clientError: '4xx',
  serverError: '5xx',
  unexpectedStatus: 'unexpected status',
  timeout: 'timeout',
  refused: 'connection refused',
  reset: 'connection reset',
  unreachable: 'unreachable (name, network or certificate)',
} as const;

export type ErrorKind = keyof typeof ERROR_KINDS;

/** How API Gateway itself says it, in a result of no function of ours: those answer with problem+json. */
const FROM_GATEWAY = /^\s*\{\s*"message"\s*:\s*"Service Unavailable"\s*\}\s*$/;

/** @returns Nothing when the answer is as expected. */
export function errorKindOf(request: ScenarioRequest, answer: Answer): ErrorKind | undefined {
  if ('failure' in answer) return answer.failure === 'closed' ? undefined : answer.failure;
  const { status, body } = answer;
  if (isExpected(request.expect, status)) return undefined;
  if (status === 429) return 'throttled';
  if (status === 503 && FROM_GATEWAY.test(body)) return 'functionUnavailable';
  if (status >= 500) return 'serverError';
  return status >= 400 ? 'clientError' : 'unexpectedStatus';
}
