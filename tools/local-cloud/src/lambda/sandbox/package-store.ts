import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { maxUnzippedBytes } from '../limits.ts';

export type CodePackage = {
  /** SHA-256 of the zip, base64, as GetFunction shows it. */
  sha256: string;
  sizeBytes: number;
  /** The unpacked folder: the function's /var/task. */
  taskRoot: string;
  /** The zip itself, kept: the file that it came from changes with the next package. */
  zipFile: string;
};

export class PackageTooLargeError extends Error {
  override readonly name = 'PackageTooLargeError';
}

/** Unpacks a zip once per content: the same bytes are always the same folder. Rejects when it is no zip or too large. */
export const storePackage = async (zip: Uint8Array, cacheDir: string): Promise<CodePackage> => {
  const hash = createHash('sha256').update(zip).digest();
  const taskRoot = join(cacheDir, 'packages', hash.toString('hex').slice(0, 32));
  const zipFile = `${taskRoot}.zip`;
  if (!existsSync(taskRoot)) await unpack(zip, taskRoot);
  if (!existsSync(zipFile)) await keep(zip, zipFile);
  return { sha256: hash.toString('base64'), sizeBytes: zip.length, taskRoot, zipFile };
};

/** The name of something that is made aside first, so that what is half done is never taken for whole. */
const unfinishedName = (path: string): string => `${path}.${process.pid}.${Date.now()}`;

const keep = async (zip: Uint8Array, zipFile: string): Promise<void> => {
  const unfinished = unfinishedName(zipFile);
  await writeFile(unfinished, zip);
  await rename(unfinished, zipFile);
};

/** Counts before it unpacks: a small zip may hold more than memory does. */
const unzipped = (zip: Uint8Array): ReturnType<typeof unzipSync> => {
  let bytes = 0;
  return unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      bytes += originalSize;
      if (bytes > maxUnzippedBytes)
        throw new PackageTooLargeError(`${name} makes it larger than ${maxUnzippedBytes} bytes`);
      return true;
    },
  });
};

const unpack = async (zip: Uint8Array, taskRoot: string): Promise<void> => {
  const unfinished = unfinishedName(taskRoot);
  for (const [name, bytes] of Object.entries(unzipped(zip))) {
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
