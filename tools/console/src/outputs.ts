import { type Outputs, outputsSchema } from '@acado/local-cloud/running';
import { readFile } from 'node:fs/promises';

export type { Outputs };

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
