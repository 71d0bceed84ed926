import { CommandError } from '@acado/command-line';
import {
  deployOrder,
  readServiceFile,
  type ServiceFile,
  withNeeded,
} from '@acado/nx-serverless/services';
import { existsSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { collectionPath } from '../collection/collection-file.ts';

/** A service that answers HTTP requests. */
export interface HttpService {
  /** Name of its folder: `worker-b`. */
  name: string;
  /** What its stack's name begins with: `acado-worker-b`. */
  prefix: string;
  routes: ServiceFile['routes'];
  /** Folders of what it needs to do its work, and its own, relative to the workspace. */
  together: string[];
}

/**
 * Every service with HTTP events.
 *
 * @param root Absolute path of the workspace.
 */
export function httpServices(root: string): HttpService[] {
  const files = globSync('services/*/serverless.yml', { cwd: root }).sort();
  const services = files.map((file) => readServiceFile(root, file.replaceAll('\\', '/')));
  const order = deployOrder(services);
  return services
    .filter(({ routes }) => routes.length > 0)
    .map((service) => ({
      name: basename(service.root),
      prefix: service.name,
      routes: service.routes,
      together: withNeeded(order, service.root),
    }));
}

/**
 * The services that were asked for, by name or folder.
 *
 * @throws {CommandError} If one is not there, or has no tests.
 */
export function chooseServices(
  root: string,
  { services, all }: { services: readonly string[]; all: boolean },
): HttpService[] {
  const there = httpServices(root);
  if (all) return there.filter(({ name }) => existsSync(collectionPath(root, name)));
  return [...new Set(services.map((one) => basename(one)))].map((wanted) => {
    const found = there.find(({ name }) => name === wanted);
    if (!found)
      throw new CommandError(
        `There is no service "${wanted}" with an HTTP API; there are ${there.map(({ name }) => name).join(', ')}`,
      );
    return found;
  });
}
