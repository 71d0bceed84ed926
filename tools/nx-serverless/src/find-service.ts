import { CommandError } from '@acado/command-line';
import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { deployOrder, withNeeded } from './deploy-order.ts';
import { readServiceFile, type ServiceFile } from './service-file.ts';

/** A service of the workspace, with what it needs. Folders are relative to the workspace. */
export interface FoundService {
  service: ServiceFile;
  /** Name of its folder: `worker-b`. */
  name: string;
  /** Folders of what it needs to run, itself among them. */
  together: string[];
  /** All services, by the names of their folders. */
  all: Map<string, ServiceFile>;
}

/**
 * Finds a service by its name or its folder.
 *
 * @param root Absolute path of the workspace.
 * @throws {CommandError} If there is none.
 */
export function findService(root: string, nameOrFolder: string): FoundService {
  const wanted = nameOrFolder.replace(/\/+$/, '');
  const files = globSync('services/*/serverless.yml', { cwd: root }).sort();
  const services = files.map((file) => readServiceFile(root, file.replaceAll('\\', '/')));
  const all = new Map(services.map((one) => [basename(one.root), one]));
  const service = services.find((one) => one.root === wanted) ?? all.get(wanted);
  if (!service)
    throw new CommandError(
      `There is no service "${wanted}"; there are ${[...all.keys()].join(', ')}`,
    );
  return {
    service,
    name: basename(service.root),
    together: withNeeded(deployOrder(services), service.root),
    all,
  };
}
