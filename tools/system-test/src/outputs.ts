import { readFileSync } from 'node:fs';
import { z } from 'zod';

const serviceOutputsSchema = z.object({
  httpApi: z.url().optional(),
  functions: z.record(z.string(), z.string()),
  resources: z.record(z.string(), z.string()),
});

/** What `npm start` writes when the system is ready. */
export const outputsSchema = z.object({
  awsEndpoint: z.url(),
  region: z.string(),
  services: z.record(z.string(), serviceOutputsSchema),
  console: z.url().optional(),
});

export type Outputs = z.infer<typeof outputsSchema>;

export const readOutputs = (file: string): Outputs =>
  outputsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

/** The physical name of a service's resource, or an error that names what is missing. */
export const resourceOf = (outputs: Outputs, service: string, logicalId: string): string => {
  const physicalId = outputs.services[service]?.resources[logicalId];
  if (physicalId === undefined) throw new Error(`outputs: ${service} has no resource ${logicalId}`);
  return physicalId;
};

/** The base URL of a service's HTTP API. */
export const httpApiOf = (outputs: Outputs, service: string): string => {
  const url = outputs.services[service]?.httpApi;
  if (url === undefined) throw new Error(`outputs: ${service} has no HTTP API`);
  return url.replace(/\/$/, '');
};
