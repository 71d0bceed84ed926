import type { Authorizer } from './authorizer.ts';
import type { Domain } from './domain.ts';
import type { Place, Unread } from './place.ts';
import type { Route } from './route.ts';
import type { Stage } from './stage.ts';

/** What a description of an API was read from. */
export type SourceKind = 'cloudformation' | 'openapi' | 'serverless' | 'account';

export type EndpointType = 'EDGE' | 'REGIONAL' | 'PRIVATE';

/** A REST API, whatever it was read from. What a source does not tell is left out, never guessed. */
export interface RestApi {
  source: SourceKind;
  place: Place;
  /** As AWS gave it; only known for an account. */
  id?: string;
  name: string;
  /** Empty when the source does not tell. */
  endpointTypes: EndpointType[];
  /** Nobody asked for the endpoint type: it is what AWS or the framework chose. */
  endpointIsDefault: boolean;
  /** Enhanced TLS policy, or TLS version, of the API's own endpoint. */
  securityPolicy?: string;
  dualStack: boolean;
  resourcePolicy?: Place;
  binaryMediaTypes: string[];
  /** Bytes from which answers are compressed. */
  minimumCompressionBytes?: number;
  routes: Route[];
  stages: Stage[];
  authorizers: Authorizer[];
  gatewayResponses: GatewayResponse[];
  usagePlans: UsagePlan[];
  domains: Domain[];
  metricUses: MetricUse[];
  features: FeatureUse[];
  /** What was there and could not be understood: nothing it touches may be called ready. */
  unread: Unread[];
}

/** An answer that API Gateway itself gives in other words than its own. */
export interface GatewayResponse {
  type: string;
  place: Place;
}

/** Limits per client. */
export interface UsagePlan {
  name: string;
  place: Place;
  throttled: boolean;
  quota: boolean;
}

/** An alarm or dashboard on a metric of API Gateway. */
export interface MetricUse {
  name: string;
  place: Place;
  metrics: string[];
}

/** What no definition of an API shows by itself; some sources do, for the rest the operator says so. */
export const FEATURES = ['test-invoke', 'merged-definition', 'developer-portal', 'sigv4a'] as const;

export type Feature = (typeof FEATURES)[number];

export interface FeatureUse {
  feature: Feature;
  place: Place;
}
