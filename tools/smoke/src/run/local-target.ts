import { CommandError, type Io } from '@acado/command-line';
import { type Outputs, PackageError, startPackagedCloud } from '@acado/local-cloud';
import { runningCloud } from '@acado/local-cloud/running';
import { basename } from 'node:path';
import type { HttpService } from './services.ts';
import type { Target } from './target.ts';

/** What is started where no local cloud runs. */
export interface LocalOptions {
  /** Absolute path of the workspace. */
  root: string;
  services: readonly HttpService[];
  io: Io;
  /** Called with what removes the temporary folder at once, for a process that ends without `close`. */
  onFolder: (remove: () => void) => void;
}

/**
 * The local cloud that runs, or one of its own from the packages of the services.
 *
 * @throws {CommandError} If one is not packaged.
 */
export async function openLocalTarget(options: LocalOptions): Promise<Target> {
  const { root, services, io, onFolder } = options;
  const running = await runningCloud(root);
  if (running && services.every(({ name }) => running.services[name]?.httpApi !== undefined)) {
    io.stderr.write(`The local cloud that runs: ${running.awsEndpoint}\n`);
    return targetOf(running, async () => undefined);
  }
  const together = [...new Set(services.flatMap((service) => service.together))];
  io.stderr.write(`Starting ${together.map((folder) => basename(folder)).join(', ')} …\n`);
  const cloud = await startPackagedCloud({
    ...{ root, services: together, onFolder },
    report: (level, source, message) => {
      if (level === 'error') io.stderr.write(`${source}: ${message}\n`);
    },
  }).catch((error: unknown) => {
    throw error instanceof PackageError ? new CommandError(error.message) : error;
  });
  return targetOf(cloud.outputs(), cloud.stop);
}

const targetOf = ({ services }: Outputs, close: () => Promise<void>): Target => ({
  name: 'local',
  stage: 'local',
  urls: Object.fromEntries(
    Object.entries(services).flatMap(([name, { httpApi }]) =>
      httpApi === undefined ? [] : [[name, httpApi.replace(/\/+$/, '')]],
    ),
  ),
  variables: {},
  close,
});
