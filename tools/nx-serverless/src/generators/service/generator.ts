import {
  formatFiles,
  generateFiles,
  installPackagesTask,
  joinPathFragments,
  type GeneratorCallback,
  type Tree,
} from '@nx/devkit';
import { join } from 'node:path';

/** The options of schema.json, by which Nx has checked them and filled in the defaults. */
export interface ServiceGeneratorOptions {
  name: string;
  kind: 'http' | 'consumer';
  scope: string;
}

/**
 * Writes a service that lints, passes its tests and deploys as it is.
 *
 * @returns what is left to do once the files are written: the lock file lists every workspace
 * @throws Error when the folder is taken
 * @example
 * await serviceGenerator(tree, { name: 'price-list', kind: 'http', scope: 'shared' });
 */
export async function serviceGenerator(
  tree: Tree,
  { name, kind, scope }: ServiceGeneratorOptions,
): Promise<GeneratorCallback> {
  const root = joinPathFragments('services', name);
  if (tree.exists(root)) throw new Error(`${root} is there already: choose another name`);

  for (const files of ['common', kind])
    generateFiles(tree, join(import.meta.dirname, 'files', files), root, { name, kind, scope });
  await formatFiles(tree);
  return () => installPackagesTask(tree, true);
}
