import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Cloud, type CloudOptions, createCloud } from './cloud.ts';
import { PackageError } from './template/load-stack.ts';

export type PackagedCloudOptions = Pick<CloudOptions, 'region' | 'transform' | 'report'> & {
  /** Absolute path of the workspace. */
  root: string;
  /** Folders of the services, relative to it. */
  services: readonly string[];
  /** Called with what removes the temporary folder at once, for a process that ends without `stop`. */
  onFolder?: (remove: () => void) => void;
};

/**
 * A cloud for one task: the packages of services as they are now, in a temporary folder that `stop` removes.
 *
 * @throws PackageError if a service is not packaged; its message says how to.
 * @example
 * const cloud = await startPackagedCloud({ root, services: ['services/ingest-a', 'services/worker-b'] });
 * const url = cloud.outputs().services['worker-b']?.httpApi;
 * await cloud.stop();
 */
export async function startPackagedCloud(options: PackagedCloudOptions): Promise<Cloud> {
  const { root, services, onFolder, ...rest } = options;
  const missing = services.filter((folder) => !existsSync(join(root, folder, '.serverless')));
  if (missing.length > 0)
    throw new PackageError(
      `Not packaged: npx nx run-many -t package -p ${missing.map((folder) => basename(folder)).join(',')}`,
    );
  const directory = await mkdtemp(join(tmpdir(), 'acado-cloud-'));
  const remove = () => rm(directory, { recursive: true, force: true });
  onFolder?.(() => rmSync(directory, { recursive: true, force: true }));
  try {
    // What is packaged meanwhile does not disturb the task.
    for (const folder of services)
      await cp(join(root, folder, '.serverless'), join(directory, folder, '.serverless'), {
        recursive: true,
      });
    const cloud = await createCloud({
      ...rest,
      services: services.map((folder) => join(directory, folder)),
      directory: join(directory, 'cloud'),
    });
    return {
      ...cloud,
      stop: async () => {
        await cloud.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
