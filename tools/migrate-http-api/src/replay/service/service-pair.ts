import { CommandError } from '@acado/command-line';
import { type Cloud, startPackagedCloud } from '@acado/local-cloud';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import type { Difference } from '../compare/difference.ts';
import { compareEffects } from './compare-effects.ts';
import { copyService } from './workspace-copy.ts';
import { migrateCopy, type MigrationOptions } from './migrate-copy.ts';
import { packageService } from './package-service.ts';

/** A service as it is and migrated, each on a local cloud of its own. */
export interface ServicePair {
  before: string;
  after: string;
  /** Where the calls of AWS differ that either side's functions made so far. */
  effects(): Difference[];
  close(): Promise<void>;
}

/** What is started. */
export interface ServicePairOptions {
  /** Absolute path of the workspace. */
  root: string;
  /** Folder of the service. */
  service: string;
  migration: MigrationOptions;
  signal: AbortSignal;
  report: (message: string) => void;
  /** Called with what removes the temporary folder at once, for a process that ends without `close`. */
  onFolder: (remove: () => void) => void;
}

const SIDES = ['before', 'after'] as const;

/**
 * Packages a service as it is and migrated, both from copies in a temporary folder, and starts both, empty.
 *
 * @throws {CommandError} If it can't be migrated or packaged.
 */
export async function openServicePair(options: ServicePairOptions): Promise<ServicePair> {
  const { root, migration, signal, report, onFolder } = options;
  const service = relative(root, options.service);
  if (!existsSync(join(root, service, 'serverless.yml')))
    throw new CommandError(`There is no ${join(options.service, 'serverless.yml')}`);
  const directory = await mkdtemp(join(tmpdir(), 'acado-replay-'));
  onFolder(() => rmSync(directory, { recursive: true, force: true }));
  const clouds: Cloud[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(clouds.splice(0).map((cloud) => cloud.stop()));
    await rm(directory, { recursive: true, force: true });
  };
  try {
    for (const side of SIDES) {
      await mkdir(join(directory, side));
      await copyService(root, service, join(directory, side));
    }
    await migrateCopy(
      join(directory, 'after', service),
      join(service, 'serverless.yml'),
      migration,
    );
    report(`Packaging ${service} as it is and migrated …`);
    await settled(
      SIDES.map((side) => packageService(root, join(directory, side, service), signal)),
    );
    report('Starting both …');
    const urls: string[] = [];
    for (const side of SIDES) {
      const cloud = await startPackagedCloud({
        ...{ root: join(directory, side), services: [service], onFolder },
        report: (level, source, message) => {
          if (level === 'error') report(`${side}: ${source}: ${message}`);
        },
      });
      clouds.push(cloud);
      signal.throwIfAborted();
      urls.push(urlOf(cloud, service));
    }
    const [before = '', after = ''] = urls;
    const [first, second] = clouds as [Cloud, Cloud];
    return {
      ...{ before, after, close },
      effects: () => compareEffects(first.usage(), second.usage()),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const urlOf = (cloud: Cloud, service: string): string => {
  const url = cloud.outputs().services[basename(service)]?.httpApi;
  if (url === undefined) throw new CommandError(`${service} has no API on the local cloud`);
  return url.replace(/\/+$/, '');
};

/** Waits for all before it fails, so that nothing writes any more when the folder goes. */
async function settled(tasks: readonly Promise<void>[]): Promise<void> {
  const results = await Promise.allSettled(tasks);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}
