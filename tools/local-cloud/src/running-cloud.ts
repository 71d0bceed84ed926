import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Outputs } from './outputs.ts';

export type { Outputs };

/** The shape of `outputs.json`. */
export const outputsSchema: z.ZodType<Outputs> = z.object({
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

/** The port whose cloud keeps its files in `.local` itself; every other one has `.local/<port>`. */
const DEFAULT_PORT = '4566';

/**
 * What the local cloud that `npm start` runs has written of itself, if it runs.
 *
 * @param workspaceRoot Absolute path of the workspace.
 * @param env `LOCAL_CLOUD_PORT` names another cloud than that of port 4566.
 * @example
 * (await runningCloud('/home/me/shop'))?.services['crud-api']?.httpApi; // 'http://127.0.0.1:4666'
 */
export async function runningCloud(
  workspaceRoot: string,
  env: Record<string, string | undefined> = process.env,
): Promise<Outputs | undefined> {
  const port = env.LOCAL_CLOUD_PORT || DEFAULT_PORT;
  const file = join(workspaceRoot, '.local', port === DEFAULT_PORT ? '' : port, 'outputs.json');
  if (!existsSync(file)) return undefined;
  const { data: outputs } = outputsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  // The file outlives a cloud that was killed.
  return outputs && (await answers(`${outputs.awsEndpoint}/_local/health`)) ? outputs : undefined;
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
