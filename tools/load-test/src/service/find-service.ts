import { CommandError } from '@acado/command-line';
import { findService as find, type Route } from '@acado/nx-serverless/services';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A service of the workspace. */
export interface Service {
  /** Name of its folder: `crud-api`. */
  name: string;
  /** `services/crud-api`. */
  folder: string;
  /** What its physical names begin with: `acado-crud-api`. */
  prefix: string;
  /** Keys of its functions. */
  functions: string[];
  routes: Route[];
  /** Folders of what it needs to run, itself among them. */
  together: string[];
}

/**
 * Finds a service by its name or its folder.
 *
 * @param root Absolute path of the workspace.
 * @throws {CommandError} If there is none.
 */
export function findService(root: string, nameOrFolder: string): Service {
  const { service, name, together } = find(root, nameOrFolder);
  return {
    name,
    folder: service.root,
    prefix: service.name,
    functions: service.functions,
    routes: service.routes,
    together,
  };
}

const LOAD_FILE = /\.(ya?ml|json)$/;

/**
 * The file of a scenario: a path, or the name of one in the service's `load` folder, `default` unless it is named.
 *
 * @throws {CommandError} If there is none.
 */
export function findScenario(root: string, service: Service, wanted: string | undefined): string {
  if (wanted !== undefined && (LOAD_FILE.test(wanted) || wanted.includes('/'))) return wanted;
  const folder = join(service.folder, 'load');
  const files = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const scenarios = files.filter((file) => LOAD_FILE.test(file));
  const found = scenarios.find((file) => file.replace(LOAD_FILE, '') === (wanted ?? 'default'));
  if (found !== undefined) return join(folder, found);
  const there = scenarios.length > 0 ? `it has ${scenarios.join(', ')}` : 'it has none';
  throw new CommandError(
    `${folder} has no scenario "${wanted ?? 'default'}" (${there}): write ${join(folder, `${wanted ?? 'default'}.yml`)}, or name a file by --scenario`,
  );
}
