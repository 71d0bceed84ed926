import {
  createNodesFromFiles,
  DependencyType,
  type CreateDependencies,
  type CreateNodes,
  type PreTasksExecution,
  type ProjectConfiguration,
} from '@nx/devkit';
import { dirname, posix, relative, sep } from 'node:path';
import { affectedBase } from './affected-base.ts';
import { deployOrder, withNeeded } from './deploy-order.ts';
import { readServiceFile, type ServiceFile } from './service-file.ts';
import { targetsOf } from './targets.ts';

const SERVICE_FILE = 'serverless.yml';
/** Folder of the service that tunes the others. */
const TUNER = 'power-tuner';

/** Targets for every folder with a `serverless.yml`. */
export const createNodes: CreateNodes = [
  `**/${SERVICE_FILE}`,
  (files, options, context) => {
    const read = files.map((file) => attempt(() => readServiceFile(context.workspaceRoot, file)));
    const services = read.flatMap((outcome) => (outcome instanceof Error ? [] : [outcome]));
    const order = deployOrder(services);
    const tuner = services.find(({ root }) => posix.basename(root) === TUNER)?.root;
    const pluginRoot = relative(context.workspaceRoot, dirname(import.meta.dirname));
    return createNodesFromFiles(
      (_file, _options, _context, index) => {
        const service = read[index]!;
        if (service instanceof Error) throw service;
        const needed = withNeeded(order, service.root).slice(0, -1);
        const targets = targetsOf(service, {
          pluginRoot: pluginRoot.replaceAll(sep, '/'),
          after: order.after.get(service.root) ?? [],
          before: order.before.get(service.root) ?? [],
          needed,
          ...(tuner !== undefined && { tuned: tunedWith(tuner, service.root, needed) }),
        });
        return { projects: { [service.root]: { targets } } };
      },
      files,
      options,
      context,
    );
  },
];

/** An edge from a service to every project whose files or framework plugin its `serverless.yml` uses. */
export const createDependencies: CreateDependencies = (
  _options,
  { projects, fileMap, workspaceRoot },
) =>
  Object.entries(fileMap.projectFileMap).flatMap(([source, files]) =>
    files
      .filter(({ file }) => posix.basename(file) === SERVICE_FILE)
      .flatMap(({ file: sourceFile }) => {
        const service = readServiceFile(workspaceRoot, sourceFile);
        return Object.entries(projects)
          .filter(([name, project]) => name !== source && uses(service, project))
          .map(([target]) => ({ source, target, sourceFile, type: DependencyType.static }));
      }),
  );

/** Tells tasks what `nx affected` compares with, as `NX_BASE`: Nx keeps for itself what the command line says. */
export const preTasksExecution: PreTasksExecution = (_options, { argv, nxJsonConfiguration }) => {
  const fallback = process.env['NX_BASE'] ?? nxJsonConfiguration.defaultBase ?? 'main';
  const base = affectedBase(argv, fallback);
  if (base !== undefined) process.env['NX_BASE'] = base;
};

/** What is packaged beside a service for a tuning of it. */
function tunedWith(tuner: string, root: string, needed: string[]): string[] {
  return tuner === root || needed.includes(tuner) ? needed : [...needed, tuner];
}

function uses(service: ServiceFile, { root, metadata }: ProjectConfiguration): boolean {
  const packageName = metadata?.js?.packageName;
  return (
    service.includes.some((path) => path.startsWith(`${root}/`)) ||
    service.plugins.some((name) => name === packageName || name.startsWith(`${packageName}/`))
  );
}

function attempt(read: () => ServiceFile): ServiceFile | Error {
  try {
    return read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
