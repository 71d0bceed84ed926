import { CommandError } from '@acado/command-line';
import { deployOrder, readServiceFile, withNeeded } from '@acado/nx-serverless/services';
import { globSync } from 'node:fs';
import { basename } from 'node:path';

const TUNER = 'power-tuner';

/** A service whose functions can be tuned. Folders are relative to the workspace. */
export interface Service {
  /** Name of the folder: `worker-b`. */
  name: string;
  /** `services/worker-b`. */
  folder: string;
  /** What its physical names begin with: `acado-worker-b`. */
  prefix: string;
  /** Keys of its functions in `serverless.yml`. */
  functions: string[];
  /** Folders of what runs when it is tuned on this machine: what it needs, itself and the tuner. */
  together: string[];
}

/**
 * Finds a service by its name or its folder.
 *
 * @param root Absolute path of the workspace.
 * @throws {CommandError} If there is none.
 */
export function findService(root: string, nameOrFolder: string): Service {
  const wanted = nameOrFolder.replace(/\/+$/, '');
  const files = globSync('services/*/serverless.yml', { cwd: root }).sort();
  const services = files.map((file) => readServiceFile(root, file.replaceAll('\\', '/')));
  const found = services.find((one) => one.root === wanted || basename(one.root) === wanted);
  if (!found)
    throw new CommandError(
      `There is no service "${wanted}"; there are ${services.map((one) => basename(one.root)).join(', ')}`,
    );
  const tuner = services.find((one) => basename(one.root) === TUNER);
  const needed = withNeeded(deployOrder(services), found.root);
  return {
    name: basename(found.root),
    folder: found.root,
    prefix: found.name,
    functions: found.functions,
    together: [...new Set([...needed, ...(tuner ? [tuner.root] : [])])],
  };
}
