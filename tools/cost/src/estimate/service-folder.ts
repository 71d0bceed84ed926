import { CommandError } from '@acado/command-line';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A service of the workspace. */
export interface ServiceFolder {
  /** Absolute path of the workspace. */
  root: string;
  /** Path below it, with `/`: `services/worker-b`. */
  path: string;
  /** `worker-b`. */
  service: string;
}

/**
 * Finds a service by its name or its folder.
 *
 * @param root Folder of the workspace.
 * @throws {CommandError} If there is none.
 */
export function serviceFolder(root: string, nameOrPath: string | undefined): ServiceFolder {
  if (!nameOrPath) throw new CommandError('Name a service, such as worker-b\nSee --help');
  const given = nameOrPath.replace(/\/+$/, '');
  const path = [given, `services/${given}`].find((candidate) =>
    existsSync(join(root, candidate, 'serverless.yml')),
  );
  if (path === undefined)
    throw new CommandError(
      `There is no service "${given}": no serverless.yml in services/${given}`,
    );
  return { root, path, service: basename(path) };
}
