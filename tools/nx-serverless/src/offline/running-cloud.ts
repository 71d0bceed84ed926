import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const outputsSchema = z.object({
  awsEndpoint: z.url(),
  services: z.record(z.string(), z.unknown()),
});

/** The port whose cloud keeps its files in `.local` itself; every other one has `.local/<port>`. */
const DEFAULT_PORT = '4566';

/**
 * The AWS endpoint of the local cloud that `npm start` runs, if it runs and has this service.
 *
 * @param workspaceRoot absolute path of the workspace
 * @param service name of the service's folder
 * @param env `LOCAL_CLOUD_PORT` names another cloud than that of port 4566
 * @example
 * await runningCloud('/home/me/shop', 'crud-api'); // 'http://127.0.0.1:4566'
 */
export async function runningCloud(
  workspaceRoot: string,
  service: string,
  env: Record<string, string | undefined> = process.env,
): Promise<string | undefined> {
  const { LOCAL_CLOUD_PORT: port = DEFAULT_PORT } = env;
  const file = join(workspaceRoot, '.local', port === DEFAULT_PORT ? '' : port, 'outputs.json');
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
