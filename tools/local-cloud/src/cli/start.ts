import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createCloud, type Cloud } from '../cloud.ts';
import { type Outputs } from '../outputs.ts';
import { isFree } from '../ports.ts';
import { report, showLogLine } from './console.ts';
import { explain } from './explain.ts';
import { withLock } from './lock.ts';
import { DEFAULT_PORT, type StartOptions } from './options.ts';
import { createPackaging, type Packaging } from './package-services.ts';
import {
  cacheDir,
  cloudDirectory,
  packagingLock,
  serviceFolders,
  workspaceRoot,
} from './places.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { urlTable } from './url-table.ts';
import { PackagingError, UserError } from './user-error.ts';
import { watchServices } from './watch.ts';

/** Then the process ends as it is, and the watchdog kills what functions still run. */
const STOP_WITHIN_MS = 2_200;

const portInUse = (port: number): UserError =>
  new UserError(
    `Port ${port} is in use: stop what uses it, or take another one: LOCAL_CLOUD_PORT=${port === DEFAULT_PORT ? 4600 : port + 50} npm start`,
  );

const writeOutputs = (directory: string, outputs: Outputs): void => {
  const file = join(directory, 'outputs.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(outputs, null, 2)}\n`);
  renameSync(`${file}.new`, file); // a reader never sees half of it
};

const prepare = async ({ port, fresh }: StartOptions): Promise<string> => {
  const directory = cloudDirectory(port);
  // Before anything is touched: the state may belong to a cloud that runs.
  if (!(await isFree(port))) throw portInUse(port);
  mkdirSync(directory, { recursive: true });
  rmSync(join(directory, 'outputs.json'), { force: true });
  if (fresh)
    for (const part of ['state', 'logs'])
      rmSync(join(directory, part), { recursive: true, force: true });
  return directory;
};

const run = async (
  options: StartOptions,
  directory: string,
  packaging: Packaging,
): Promise<Cloud> => {
  const folders = serviceFolders();
  console.log(`Packaging ${folders.map((folder) => basename(folder)).join(', ')} …`);
  const create = async (): Promise<Cloud> => {
    await packaging.run(folders, (service, unchanged) =>
      console.log(`  ${service}${unchanged ? ' (unchanged)' : ''}`),
    );
    return createCloud({
      services: folders,
      directory,
      cacheDir,
      port: options.port,
      dynamoDbUrl: options.dynamoDbUrl,
      report,
      ...(options.verbose && { onLogLine: showLogLine }),
    });
  };
  return withLock(packagingLock, create, () =>
    console.log('Another cloud is packaging: waiting …'),
  );
};

const announce = (cloud: Cloud, directory: string, { auth }: StartOptions): void => {
  const outputs = cloud.outputs();
  writeOutputs(directory, outputs);
  console.log(`\n${urlTable(outputs, cloud.stacks())}\n`);
  console.log(
    `AWS CLI and SDK: export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_REGION=${outputs.region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`,
  );
  if (auth)
    console.log(
      `Token for crud-api: curl -s -X POST ${cloud.endpoint}/_local/issuer/token -d audience=acado`,
    );
  console.log(
    `Function logs: ${join(directory, 'logs').replace(`${workspaceRoot}/`, '')}/<function>.log`,
  );
  console.log('Ready');
};

/** Starts the cloud and keeps it until it is asked to stop; the exit code. */
export const start = async (options: StartOptions): Promise<number> => {
  const packaging = createPackaging({ auth: options.auth });
  const stopRequest = listenForStop(() => {
    packaging.stop();
    process.exit(130);
  });
  try {
    const directory = await prepare(options);
    const starting = run(options, directory, packaging);
    const stoppedEarly = stopRequest.requested.then(() => undefined);
    const cloud = await Promise.race([starting, stoppedEarly]);
    if (!cloud) {
      packaging.stop();
      await starting.then((late) => late.stop()).catch(() => undefined);
      return 130;
    }
    announce(cloud, directory, options);
    await keepUntilStopped(cloud, directory, options, packaging, stopRequest);
    return 0;
  } catch (error) {
    if (error instanceof PackagingError) console.error(error.output);
    throw explain(error, options.port) ?? error;
  }
};

const keepUntilStopped = async (
  cloud: Cloud,
  directory: string,
  { watch }: StartOptions,
  packaging: Packaging,
  stopRequest: StopRequest,
): Promise<void> => {
  const watcher = watch
    ? watchServices({
        cloud,
        packaging,
        onUpdate: () => writeOutputs(directory, cloud.outputs()),
      })
    : undefined;
  const reason = await stopRequest.requested;
  console.log(`Stopping (${reason}) …`);
  // Nothing is lost by ending at once: what is under way comes again at the next start.
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  watcher?.stop();
  packaging.stop();
  await cloud.stop();
};
