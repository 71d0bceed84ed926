import { type RequestListener } from 'node:http';

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

export type HttpApiGateway = {
  /** Starts or replaces the API; the URL of an API id stays the same while the cloud runs. */
  putApi(definition: HttpApiDefinition, port?: number): Promise<{ url: string }>;
  removeApi(apiId: string): Promise<void>;
  stop(): Promise<void>;
};

/** A local OpenID issuer: `/.well-known/openid-configuration`, `/jwks.json`, and `/token` that signs what it is asked to. */
export type LocalIssuer = { issuer: string; listener: RequestListener };
