import type { Place } from './place.ts';

/** A method of a path. */
export interface Route {
  /** `GET`, …, `ANY`. */
  method: string;
  /** `/orders/{id}`, without stage. */
  path: string;
  place: Place;
  authorization: Authorization;
  apiKeyRequired: boolean;
  validation?: Validation;
  /** Cross-origin requests are allowed: the API answers preflight requests of this path. */
  cors: boolean;
  corsSettings?: CorsSettings;
  /** Only answers preflight requests: an HTTP API's own CORS configuration takes its place. */
  isPreflight: boolean;
  integration?: Integration;
}

export type Authorization =
  | { type: 'none' }
  | { type: 'iam' }
  /** `authorizer` is the id of one of the API's authorizers. */
  | { type: 'authorizer'; authorizer: string; scopes: string[] };

/** What API Gateway checks of a request by itself. */
export interface Validation {
  body: boolean;
  parameters: boolean;
  place: Place;
}

export type IntegrationType =
  'lambda-proxy' | 'lambda' | 'http-proxy' | 'http' | 'service' | 'mock';

/** What pages of other origins may do. */
export interface CorsSettings {
  origins: string[];
  headers: string[];
  methods: string[];
  credentials: boolean;
  /** Seconds that a browser keeps the answer. */
  maxAge?: number;
}

/** What answers a route. */
export interface Integration {
  type: IntegrationType;
  place: Place;
  /** Of `service`: `sqs`, `dynamodb`, `states`, … */
  service?: string;
  /** Of `service`: `SendMessage`, or what its path says. */
  action?: string;
  /** Function of `lambda` and `lambda-proxy`, as its source names it. */
  functionName?: string;
  uri?: string;
  /** Of `http` and `http-proxy`: the method that the backend is asked with, where it is told. */
  method?: string;
  timeoutMs?: number;
  streams: boolean;
  /** The function is invoked asynchronously. */
  isAsync: boolean;
  /** Media types or status codes with a VTL template, and where that is. */
  templates: string[];
  /** Maps parameters other than the body. */
  mapsParameters: boolean;
  /** Converts bodies between text and binary. */
  convertsContent: boolean;
  /** What its own answers allow other origins; only of `mock`. */
  cors?: CorsSettings;
  vpcLink?: VpcLink;
}

export interface VpcLink {
  id: string;
  /** `alb`: a VPC link v2 (REST APIs can have them since 2025). */
  target: 'nlb' | 'alb';
}

/** How routes are named throughout. */
export const routeKey = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method} ${path}`;
