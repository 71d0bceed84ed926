import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { deployOrder, readServiceFile } from '@acado/nx-serverless/services';

/** A service of the repository, or what is left of one. */
export interface Service {
  /** Name of its folder, such as `worker-b`. */
  key: string;
  /** Its stacks are `<name>-<stage>`. */
  name: string;
  /** Keys of the services that name its resources: they go first. */
  before: string[];
}

/** The services of a repository, with who is removed before whom. */
export function servicesIn(root: string): Service[] {
  const files = globSync('services/*/serverless.yml', { cwd: root }).sort();
  const services = files.map((file) => readServiceFile(root, file.replaceAll(sep, '/')));
  const { before } = deployOrder(services);
  const keyOf = (folder: string) => folder.split('/').at(-1) ?? folder;
  return services.map(({ root: folder, name }) => ({
    key: keyOf(folder),
    name,
    before: (before.get(folder) ?? []).map(keyOf),
  }));
}
