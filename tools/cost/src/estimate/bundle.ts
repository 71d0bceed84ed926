import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * SHA-256 of what a function's package holds; `undefined` when it has none of its own. Bundles are minified, so a
 * comment changes nothing, and a library that changed does.
 */
export async function bundleHash(folder: string, functionKey: string): Promise<string | undefined> {
  const zip = await readFile(join(folder, '.serverless', `${functionKey}.zip`)).catch(
    () => undefined,
  );
  if (!zip) return undefined;
  const hash = createHash('sha256');
  for (const [name, content] of Object.entries(unzipSync(zip)).sort(byName))
    hash.update(`${name}\n${content.byteLength}\n`).update(content);
  return hash.digest('hex');
}

const byName = ([left]: [string, unknown], [right]: [string, unknown]): number =>
  left < right ? -1 : 1;
