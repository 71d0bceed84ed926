import { type RestApiDescription } from '../control/types.ts';
import { type Throttling } from '../types.ts';

export type RestApiDefinition = {
  type: 'REST';
  apiId: string;
  name: string;
  methods: RestApiMethod[];
  stages: RestApiStage[];
  /** e.g. `image/png`, `image/*`; bodies of these types travel to and from functions in base64. */
  binaryMediaTypes: string[];
  /** What API Gateway's own API tells of it. */
  description?: RestApiDescription;
};

export type RestApiMethod = {
  resourceId: string;
  /** Of the whole resource: `/orders/{id}`. */
  path: string;
  /** `GET`, …, `ANY`. */
  httpMethod: string;
  authorization: 'NONE' | 'AWS_IAM';
  integration: RestApiIntegration;
};

export type RestApiIntegration =
  | { kind: 'lambda'; functionName: string; timeoutMs: number }
  | MockIntegration
  /** What this machine can't do; the reason is for its console. */
  | { kind: 'unmodelled'; reason: string };

/** An answer that API Gateway makes up, e.g. to preflight requests. */
export type MockIntegration = {
  kind: 'mock';
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Further origins that are answered with themselves in `Access-Control-Allow-Origin`. */
  allowedOrigins: RegExp[];
};

export type RestApiStage = {
  name: string;
  deploymentId: string;
  variables?: Record<string, string>;
  throttling?: Throttling;
  /** In place of the stage's, by `<METHOD or *> <resource path>`. */
  methodThrottling: Record<string, Throttling>;
};
