import { CommandError, type Io } from '@acado/command-line';
import { PackageError, type Stack, startPackagedCloud } from '@acado/local-cloud';
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
  const { io, region, ...rest } = options;
  const cloud = await startPackagedCloud({
    ...{ ...rest, region, transform: withoutTriggers },
    report: (level, source, message) => {
      if (level === 'error') io.stderr.write(`${source}: ${message}\n`);
    },
  }).catch((error: unknown) => {
    throw error instanceof PackageError ? new CommandError(error.message) : error;
  });
  try {
    return {
      name: 'local',
      // On one machine measurements would disturb each other.
      common: { maxConcurrency: 1 },
      tuner: await findTuner('local', { region, endpoint: cloud.endpoint, credentials }),
      // Looking takes time of the process that answers the function as AWS.
      pollMs: 1000,
      close: cloud.stop,
    };
  } catch (error) {
    await cloud.stop();
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
