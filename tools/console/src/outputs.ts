import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const outputsSchema = z.object({
  awsEndpoint: z.url(),
  region: z.string(),
  services: z.record(
    z.string(),
    z.object({
      httpApi: z.url().optional(),
      functions: z.record(z.string(), z.string()),
      resources: z.record(z.string(), z.string()),
    }),
  ),
});

/** What a running cloud says of itself. */
export type Outputs = z.infer<typeof outputsSchema>;

/** The cloud is not there, or not yet. */
export class NotRunningError extends Error {
  override readonly name = 'NotRunningError';
}

/** @throws {NotRunningError} When there is no such file: it is there while the cloud is ready. */
export async function readOutputs(file: string): Promise<Outputs> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new NotRunningError('The local cloud is not ready', { cause: error });
  });
  return outputsSchema.parse(JSON.parse(text));
}
