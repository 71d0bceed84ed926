import { type Stack } from './template/schema.ts';

/** What other programs need to know of a running cloud; written to `outputs.json`. */
export type Outputs = {
  awsEndpoint: string;
  region: string;
  /** By the name of the service's folder. */
  services: Record<string, ServiceOutputs>;
  /** The page that shows what runs; absent without one. */
  console?: string;
};

export type ServiceOutputs = {
  /** Base URL of the service's API: of an HTTP API, or with the stage in its path of a REST API. */
  httpApi?: string;
  /** Key in serverless.yml → function name. */
  functions: Record<string, string>;
  /** Logical id → physical id. */
  resources: Record<string, string>;
};

export const serviceOutputs = (
  { functions }: Stack,
  resources: Record<string, string>,
  httpApi: string | undefined,
): ServiceOutputs => ({ ...(httpApi !== undefined && { httpApi }), functions, resources });
