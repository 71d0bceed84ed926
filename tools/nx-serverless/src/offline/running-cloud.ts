import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const outputsSchema = z.object({
  awsEndpoint: z.url(),
  services: z.record(z.string(), z.unknown()),
});

/**
 * The AWS endpoint of the local cloud that `npm start` runs, if it runs and has this service.
 *
 * @param workspaceRoot absolute path of the workspace
 * @param service name of the service's folder
 * @example
 * await runningCloud('/home/me/shop', 'crud-api'); // 'http://127.0.0.1:4566'
 */
export async function runningCloud(
  workspaceRoot: string,
  service: string,
): Promise<string | undefined> {
  const file = join(workspaceRoot, '.local/outputs.json');
  if (!existsSync(file)) return undefined;
  const outputs = outputsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!outputs.success || !(service in outputs.data.services)) return undefined;
  const { awsEndpoint } = outputs.data;
  // The file outlives the cloud that wrote it.
  return (await answers(`${awsEndpoint}/_local/health`)) ? awsEndpoint : undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
