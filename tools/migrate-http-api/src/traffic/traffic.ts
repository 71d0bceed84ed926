/** What an API is used for, as far as somebody said so. */
export interface Traffic {
  /** A month. */
  requests?: number;
  region: string;
  /** KB of a request's body: its mean, or percentiles. */
  bodyKb?: BodySizes;
  /** Largest request line and headers together. */
  headerBytes?: number;
  /** Slowest answer. */
  latencyMs?: number;
  /** Client ids that an authorizer accepts. */
  audiences?: number;
  /** Key set of the token issuer: how long it takes to fetch, and how large it is. */
  jwks?: { ms?: number; bytes?: number };
  /** The function behind the routes, to price what moves into it. */
  function?: { memoryMb: number; architecture: 'arm64' | 'x86_64'; ms?: number };
  /** Milliseconds that checking a request takes in the function. */
  validationMs?: number;
  /** Share of the requests, 0 to 1, that the cache answers today. */
  cacheHits?: number;
}

export interface BodySizes {
  mean?: number;
  p50?: number;
  p90?: number;
  p99?: number;
  max?: number;
}
