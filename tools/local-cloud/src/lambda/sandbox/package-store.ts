import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

export type CodePackage = {
  /** SHA-256 of the zip, base64, as GetFunction shows it. */
  sha256: string;
  sizeBytes: number;
  /** The unpacked folder: the function's /var/task. */
  taskRoot: string;
};

/** Unpacks a zip once per content: the same bytes are always the same folder. */
export const openPackage = async (zipFile: string, cacheDir: string): Promise<CodePackage> => {
  const zip = await readFile(zipFile);
  const hash = createHash('sha256').update(zip).digest();
  const taskRoot = join(cacheDir, 'packages', hash.toString('hex').slice(0, 32));
  if (!existsSync(taskRoot)) await unpack(zip, taskRoot);
  return { sha256: hash.toString('base64'), sizeBytes: zip.length, taskRoot };
};

/** Into a folder of its own first, so that a half-unpacked one is never taken for whole. */
const unpack = async (zip: Buffer, taskRoot: string): Promise<void> => {
  const unfinished = `${taskRoot}.${process.pid}.${Date.now()}`;
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    const file = resolve(unfinished, name);
    if (!file.startsWith(unfinished + sep)) throw new Error(`${name} leads out of the package`);
    if (name.endsWith('/')) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes, { mode: 0o444 });
  }
  await mkdir(unfinished, { recursive: true });
  // Else a package without a manifest of its own would take its module type from the workspace around the cache.
  await writeFile(join(dirname(taskRoot), 'package.json'), '{}');
  await rename(unfinished, taskRoot).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true });
    if (!existsSync(taskRoot)) throw error;
  });
};
