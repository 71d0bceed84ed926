import { type CloudContext } from '../context.ts';
import { type HttpApiDescription, type RestApiDescription } from './control/types.ts';
import { type Iam } from '../iam/types.ts';
import { type Lambda } from '../lambda/types.ts';
import { type HttpApiDefinition, type LocalIssuer } from './http/types.ts';
import { type RestApiDefinition } from './rest/types.ts';

/** API Gateway's two kinds of API for requests and answers. */
export type ApiType = 'HTTP' | 'REST';

export type ApiDefinition = HttpApiDefinition | RestApiDefinition;

/** Requests per second on average, and at once. */
export type Throttling = { burstLimit: number; rateLimit: number };

/** An answered request, whoever answered it. */
export type ObservedRequest = {
  type: ApiType;
  apiId: string;
  /** The API's name in the template. */
  name: string;
  /** `undefined` when the request names no stage of the API. */
  stage?: string;
  status: number;
  /** Of the body, as far as it was read. */
  requestBytes: number;
  latencyMs: number;
  /** `undefined` when the gateway answered by itself. */
  integrationLatencyMs?: number;
};

export type RequestObserver = (request: ObservedRequest) => void;

export type ApiGatewayOptions = {
  context: Pick<CloudContext, 'region' | 'accountId' | 'report'>;
  lambda: Pick<Lambda, 'invoke'>;
  /** Decides about requests to methods of REST APIs that ask for a signature. */
  iam: Pick<Iam, 'principalOf' | 'decide'>;
  /** Whether a route or method, named by its ARN, may invoke its function. */
  mayInvoke: (functionName: string, sourceArn: string) => boolean;
  /** Issuers whose keys are on this machine; the keys of any other are found by OpenID discovery. */
  issuers: Pick<LocalIssuer, 'issuer' | 'keys'>[];
  onRequest?: RequestObserver;
};

export type ApiGateway = {
  /**
   * Starts or replaces the API; the URL of an API id stays the same while the cloud runs. Rejects when the port is
   * taken or a route is no route.
   */
  putApi(definition: ApiDefinition, port?: number): Promise<{ url: string }>;
  removeApi(apiId: string): Promise<void>;
  /** The HTTP APIs that run. */
  httpApis: () => HttpApiDescription[];
  /** The REST APIs that run, as their templates describe them. */
  restApis: () => RestApiDescription[];
  stop(): Promise<void>;
};

/** What a client is answered, by the gateway itself or on behalf of a function. */
export type GatewayAnswer = {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
};
