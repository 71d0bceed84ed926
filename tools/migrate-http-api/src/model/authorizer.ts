import type { Place } from './place.ts';

/** Who lets requests pass. */
export interface Authorizer {
  /** How routes refer to it. */
  id: string;
  name: string;
  place: Place;
  type: 'token' | 'request' | 'cognito';
  /** Such as `method.request.header.Authorization`. */
  identitySources: string[];
  /** Seconds that a decision is kept; 0: not at all. */
  ttlSeconds: number;
  /** Of `token` and `request`. */
  functionName?: string;
  /** How long that function may take. */
  functionTimeoutSeconds?: number;
  /** Regular expression that tokens must match before the function is asked. */
  validation?: string;
  /** ARNs, of `cognito`. */
  userPools: string[];
}
