import { type RequestListener } from 'node:http';
import { type JSONWebKeySet } from 'jose';
import { type Throttling } from '../types.ts';

export type HttpApiRoute = {
  /** As in the template: `GET /items/{id}`, `ANY /{proxy+}`, `$default`. */
  routeKey: string;
  functionName: string;
  payloadFormatVersion: '1.0' | '2.0';
  timeoutMs: number;
  authorizer?: JwtAuthorizer;
  authorizationScopes?: string[];
};

export type JwtAuthorizer = {
  kind: 'jwt';
  name: string;
  issuer: string;
  audience: string[];
  identitySource: string;
};

/** What the event says of an authorised caller. */
export type Authorization = { claims: Record<string, string>; scopes: string[] | null };

export type CorsConfiguration = {
  allowOrigins?: string[];
  allowHeaders?: string[];
  allowMethods?: string[];
  exposeHeaders?: string[];
  maxAgeS?: number;
  allowCredentials?: boolean;
};

export type HttpApiDefinition = {
  type: 'HTTP';
  apiId: string;
  name: string;
  routes: HttpApiRoute[];
  cors?: CorsConfiguration;
  /** Default route settings of the stage. */
  throttling?: Throttling;
};

/** A local OpenID issuer: `/.well-known/openid-configuration`, `/jwks.json`, and `/token` that signs what it is asked to. */
export type LocalIssuer = {
  issuer: string;
  listener: RequestListener;
  keys: () => Promise<JSONWebKeySet>;
};
