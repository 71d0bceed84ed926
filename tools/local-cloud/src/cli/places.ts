import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_PORT } from './options.ts';

export const workspaceRoot = resolve(import.meta.dirname, '../../../..');

/** Where things are in a workspace. */
export type Places = {
  root: string;
  /** Unpacked function packages: content-addressed, so clouds share them. */
  cacheDir: string;
  /** Held while packages are made and read: two clouds package into the same folders. */
  packagingLock: string;
  /** The folder of one cloud: `.local` for the default port, `.local/<port>` for another. */
  cloudDirectory: (port: number) => string;
  /** Folders of everything that can be deployed. */
  serviceFolders: () => string[];
};

export const placesOf = (root: string): Places => {
  const local = join(root, '.local');
  const services = join(root, 'services');
  return {
    root,
    cacheDir: join(local, 'cache'),
    packagingLock: join(local, 'packaging-lock.db'),
    cloudDirectory: (port) => (port === DEFAULT_PORT ? local : join(local, String(port))),
    serviceFolders: () =>
      readdirSync(services)
        .map((name) => join(services, name))
        .filter((folder) => existsSync(join(folder, 'serverless.yml'))),
  };
};
