import { type RequestListener } from 'node:http';
import { type JSONWebKeySet } from 'jose';
import { type CloudContext } from '../context.ts';
import { type Lambda } from '../lambda/types.ts';

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

export type CorsConfiguration = {
  allowOrigins?: string[];
  allowHeaders?: string[];
  allowMethods?: string[];
  exposeHeaders?: string[];
  maxAgeS?: number;
  allowCredentials?: boolean;
};

export type HttpApiDefinition = {
  apiId: string;
  name: string;
  routes: HttpApiRoute[];
  cors?: CorsConfiguration;
  /** Default route settings of the stage. */
  throttling?: { burstLimit: number; rateLimit: number };
};

/** An answered request; the integration's part is `undefined` when the gateway answered by itself. */
export type ObservedRequest = {
  apiId: string;
  status: number;
  latencyMs: number;
  integrationLatencyMs?: number;
};

export type RequestObserver = (request: ObservedRequest) => void;

export type HttpApiGatewayOptions = {
  context: Pick<CloudContext, 'region' | 'accountId' | 'report'>;
  lambda: Pick<Lambda, 'invoke'>;
  /** Whether a route, named by its ARN, may invoke its function. */
  mayInvoke: (functionName: string, routeArn: string) => boolean;
  /** Issuers whose keys are on this machine; the keys of any other are found by OpenID discovery. */
  issuers: Pick<LocalIssuer, 'issuer' | 'keys'>[];
  onRequest?: RequestObserver;
};

export type HttpApiGateway = {
  /**
   * Starts or replaces the API; the URL of an API id stays the same while the cloud runs. Rejects when the port is
   * taken or a route asks for what is not modelled.
   */
  putApi(definition: HttpApiDefinition, port?: number): Promise<{ url: string }>;
  removeApi(apiId: string): Promise<void>;
  stop(): Promise<void>;
};

/** A local OpenID issuer: `/.well-known/openid-configuration`, `/jwks.json`, and `/token` that signs what it is asked to. */
export type LocalIssuer = {
  issuer: string;
  listener: RequestListener;
  keys: () => Promise<JSONWebKeySet>;
};

/** What a client is answered, by the gateway itself or on behalf of a function. */
export type GatewayAnswer = {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
  /** How long the function took, when one was asked. */
  integrationLatencyMs?: number;
};
