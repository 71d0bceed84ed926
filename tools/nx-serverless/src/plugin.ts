import {
  createNodesFromFiles,
  DependencyType,
  type CreateDependencies,
  type CreateNodes,
} from '@nx/devkit';
import { dirname, relative, sep } from 'node:path';
import { deployOrder } from './deploy-order.ts';
import { readServiceFile, type ServiceFile } from './service-file.ts';
import { targetsOf } from './targets.ts';

const SERVICE_FILE = 'serverless.yml';

/** Targets for every folder with a `serverless.yml`. */
export const createNodes: CreateNodes = [
  `**/${SERVICE_FILE}`,
  (files, options, context) => {
    const read = files.map((file) => attempt(() => readServiceFile(context.workspaceRoot, file)));
    const order = deployOrder(
      read.flatMap((outcome) => (outcome instanceof Error ? [] : [outcome])),
    );
    const pluginRoot = relative(context.workspaceRoot, dirname(import.meta.dirname));
    return createNodesFromFiles(
      (_file, _options, _context, index) => {
        const service = read[index]!;
        if (service instanceof Error) throw service;
        const targets = targetsOf(service, {
          pluginRoot: pluginRoot.replaceAll(sep, '/'),
          after: order.after.get(service.root) ?? [],
          before: order.before.get(service.root) ?? [],
        });
        return { projects: { [service.root]: { targets } } };
      },
      files,
      options,
      context,
    );
  },
];

/** An edge from a service to every project whose files its `serverless.yml` includes. */
export const createDependencies: CreateDependencies = (
  _options,
  { projects, fileMap, ...context },
) => {
  const roots = Object.entries(projects).map(([name, { root }]) => ({ name, root }));
  return Object.entries(fileMap.projectFileMap).flatMap(([source, files]) =>
    files
      .map(({ file }) => file)
      .filter((file) => file.split('/').at(-1) === SERVICE_FILE)
      .flatMap((sourceFile) => {
        const { includes } = readServiceFile(context.workspaceRoot, sourceFile);
        const targets = roots.filter(
          ({ name, root }) =>
            name !== source && includes.some((path) => path.startsWith(`${root}/`)),
        );
        return targets.map(({ name: target }) => ({
          source,
          target,
          sourceFile,
          type: DependencyType.static,
        }));
      }),
  );
};

function attempt(read: () => ServiceFile): ServiceFile | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
