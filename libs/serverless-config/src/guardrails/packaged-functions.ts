import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PackagedFunction } from '../rules/rule.ts';
import { lastTunings } from './last-tunings.ts';

/** What the framework says of a function. */
export type DeclaredFunction = {
  /** The physical name. */
  name?: string;
  handler?: string;
  package?: { artifact?: string };
};

const EXTENSIONS = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** The text of the file that `src/a/handler.handler` names; `undefined` where there is none that can be read. */
const sourceOf = (folder: string, handler = ''): string | undefined => {
  const path = join(folder, handler.replace(/\.[^./]+$/, ''));
  const file = EXTENSIONS.map((extension) => path + extension).find((each) => existsSync(each));
  return file === undefined ? undefined : readFileSync(file, 'utf8');
};

const sizeOf = (folder: string, key: string, artifact?: string): number | undefined => {
  const files = [artifact && resolve(folder, artifact), join(folder, `.serverless/${key}.zip`)];
  const file = files.find((each): each is string => Boolean(each) && existsSync(each!));
  return file === undefined ? undefined : statSync(file).size;
};

/**
 * What can be known of a service's functions beside their resources: handlers, bundles, when they were tuned.
 *
 * @param folder of `serverless.yml`
 * @param functions as the framework hands them to plugins, by their keys
 * @returns by their physical names
 * @example
 * packagedFunctions('services/shop', functions).get('acado-shop-dev-order')?.bundleBytes;
 */
export const packagedFunctions = (
  folder: string,
  functions: Readonly<Record<string, DeclaredFunction>>,
): Map<string, PackagedFunction> => {
  const tuned = lastTunings(folder);
  return new Map(
    Object.entries(functions).map(([key, { name = key, handler, package: packaged }]) => [
      name,
      {
        key,
        source: sourceOf(folder, handler),
        bundleBytes: sizeOf(folder, key, packaged?.artifact),
        tunedOn: tuned(key),
      },
    ]),
  );
};
