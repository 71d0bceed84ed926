/** A function of `serverless.yml` as the framework hands it to plugins. */
export type FunctionDefinition = {
  /** The physical name. */
  name: string;
  /** Seconds; the provider's when missing. */
  timeout?: number;
  /** The provider's when missing. */
  architecture?: 'x86_64' | 'arm64';
  environment?: Record<string, unknown>;
  role?: unknown;
  condition?: string;
  events?: Record<string, unknown>[];
  destinations?: { onFailure?: Destination; onSuccess?: Destination };
  iamRoleStatements?: Statement[];
  handler?: string;
  package?: { artifact?: string };
  /** What it is exempt from, by rule. */
  guardrails?: Record<string, unknown>;
};

export type Destination = string | { type: string; arn: unknown };

export type Statement = Record<string, unknown>;
