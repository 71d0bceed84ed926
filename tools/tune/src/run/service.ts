import { findService as find } from '@acado/nx-serverless/services';

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
  const { service, name, together, all } = find(root, nameOrFolder);
  const tuner = all.get(TUNER);
  return {
    name,
    folder: service.root,
    prefix: service.name,
    functions: service.functions,
    together: [...new Set([...together, ...(tuner ? [tuner.root] : [])])],
  };
}
