import { CommandError } from '@acado/command-line';
import { deployOrder, readServiceFile, withNeeded } from '@acado/nx-serverless/services';
import { globSync } from 'node:fs';
import { basename } from 'node:path';

/** The function that a message is replayed with. */
export interface ReplayFunction {
  /** Folder of its service, relative to the workspace: `services/worker-b`. */
  folder: string;
  /** As in serverless.yml: `storeOrders`. */
  key: string;
  /** Folders of what runs with it: what its service needs, and itself. */
  together: string[];
}

/**
 * Finds a function in the workspace.
 *
 * @param root Absolute path of the workspace.
 * @param wanted `worker-b/storeOrders`, or the name of a deployed function: `acado-worker-b-dev-storeOrders`.
 * @throws {CommandError} If there is none.
 */
export function findFunction(root: string, wanted: string): ReplayFunction {
  const files = globSync('services/*/serverless.yml', { cwd: root }).sort();
  const services = files.map((file) => readServiceFile(root, file.replaceAll('\\', '/')));
  const all = services.flatMap(({ root: folder, name, functions }) =>
    functions.map((key) => ({ folder, name, key })),
  );
  const found = all.find(({ folder, name, key }) =>
    wanted.includes('/')
      ? wanted === `${basename(folder)}/${key}`
      : wanted.startsWith(`${name}-`) && wanted.endsWith(`-${key}`),
  );
  if (!found)
    throw new CommandError(
      `There is no function "${wanted}" here; there are ${all.map(({ folder, key }) => `${basename(folder)}/${key}`).join(', ')}`,
    );
  const { folder, key } = found;
  return { folder, key, together: withNeeded(deployOrder(services), folder) };
}
