import { CommandError, type Io } from '@acado/command-line';
import { createCloud, type Stack } from '@acado/local-cloud';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Target } from './target.ts';
import { findTuner } from './tuner.ts';

/** A cloud of its own for one tuning, in a temporary folder. */
export interface LocalOptions {
  /** Absolute path of the workspace. */
  root: string;
  /** Folders of the services, relative to it. */
  services: readonly string[];
  region: string;
  io: Io;
  /** Called with what removes the temporary folder at once, for a process that ends without `close`. */
  onFolder: (remove: () => void) => void;
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Starts the services' packages on this machine.
 *
 * @throws {CommandError} If one is not packaged.
 */
export async function openLocalTarget(options: LocalOptions): Promise<Target> {
  const { root, services, region, io, onFolder } = options;
  const missing = services.filter((folder) => !existsSync(join(root, folder, '.serverless')));
  if (missing.length > 0)
    throw new CommandError(
      `Not packaged: npx nx run-many -t package -p ${missing.map((folder) => basename(folder)).join(',')}`,
    );
  const directory = await mkdtemp(join(tmpdir(), 'acado-tune-'));
  onFolder(() => rmSync(directory, { recursive: true, force: true }));
  try {
    const packages = services.map((folder) => join(directory, folder));
    // What is packaged meanwhile does not disturb the run.
    for (const folder of services)
      await cp(join(root, folder, '.serverless'), join(directory, folder, '.serverless'), {
        recursive: true,
      });
    const cloud = await createCloud({
      services: packages,
      directory: join(directory, 'cloud'),
      region,
      transform: withoutTriggers,
      report: (level, source, message) => {
        if (level === 'error') io.stderr.write(`${source}: ${message}\n`);
      },
    });
    return {
      name: 'local',
      // On one machine measurements would disturb each other.
      common: { maxConcurrency: 1 },
      tuner: await findTuner('local', { region, endpoint: cloud.endpoint, credentials }),
      // Looking takes time of the process that answers the function as AWS.
      pollMs: 1000,
      close: async () => {
        await cloud.stop();
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

/** What a measured function sends to a queue stays there: on AWS its readers run on other machines, here beside it. */
export function withoutTriggers(stack: Stack): Stack {
  const Resources = Object.fromEntries(
    Object.entries(stack.template.Resources).filter(
      ([, { Type }]) => Type !== 'AWS::Lambda::EventSourceMapping',
    ),
  );
  return { ...stack, template: { ...stack.template, Resources } };
}
