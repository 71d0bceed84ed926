/** Why there is no answer. */
export type Failure = 'timeout' | 'refused' | 'reset' | 'unreachable' | 'closed';

const BY_CODE: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
};

/** @param error Of a connection. */
export function failureOf(error: unknown): Failure {
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'unreachable';
  return BY_CODE[String(error.code)] ?? 'unreachable';
}
