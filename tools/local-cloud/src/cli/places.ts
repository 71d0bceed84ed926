import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_PORT } from './options.ts';

export const workspaceRoot = resolve(import.meta.dirname, '../../../..');

const local = join(workspaceRoot, '.local');

/** Unpacked function packages: content-addressed, so clouds share them. */
export const cacheDir = join(local, 'cache');

/** Held while packages are made and read: two clouds package into the same folders. */
export const packagingLock = join(local, 'packaging.lock');

/** The folder of one cloud: `.local` for the default port, `.local/<port>` for another. */
export const cloudDirectory = (port: number): string =>
  port === DEFAULT_PORT ? local : join(local, String(port));

/** Folders of everything that can be deployed. */
export const serviceFolders = (): string[] => {
  const services = join(workspaceRoot, 'services');
  return readdirSync(services)
    .map((name) => join(services, name))
    .filter((folder) => existsSync(join(folder, 'serverless.yml')));
};
