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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // A host with several addresses that all refuse.
  if (error instanceof AggregateError && error.errors.length > 0) return failureOf(error.errors[0]);
  return BY_CODE[code] ?? 'unreachable';
}
