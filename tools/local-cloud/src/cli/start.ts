import { rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { createCloud, type Cloud } from '../cloud.ts';
import { type Outputs } from '../outputs.ts';
import { writeJson } from '../write-json.ts';
import { report, showLogLine } from './console.ts';
import { explain } from './explain.ts';
import { withLock } from './lock.ts';
import { startConsole } from './console-process.ts';
import { type StartOptions } from './options.ts';
import { createPackaging, type Packaging } from './package-services.ts';
import { type Places, placesOf, workspaceRoot } from './places.ts';
import { prepare } from './prepare.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { urlTable } from './url-table.ts';
import { PackagingError } from './user-error.ts';
import { watchServices } from './watch.ts';

/** Then the process ends as it is, and the watchdog kills what functions still run. */
const STOP_WITHIN_MS = 2_200;

const outputsFile = (directory: string): string => join(directory, 'outputs.json');

const run = async (
  options: StartOptions,
  places: Places,
  directory: string,
  packaging: Packaging,
): Promise<Cloud> => {
  const folders = places.serviceFolders();
  console.log(`Packaging ${folders.map((folder) => basename(folder)).join(', ')} …`);
  const create = async (): Promise<Cloud> => {
    await packaging.run(folders, (service, unchanged) =>
      console.log(`  ${service}${unchanged ? ' (unchanged)' : ''}`),
    );
    return createCloud({
      services: folders,
      directory,
      cacheDir: places.cacheDir,
      port: options.port,
      dynamoDbUrl: options.dynamoDbUrl,
      report,
      ...(options.verbose && { onLogLine: showLogLine }),
    });
  };
  return withLock(places.packagingLock, create, () =>
    console.log('Another cloud is packaging: waiting …'),
  );
};

const announce = (
  cloud: Cloud,
  outputs: Outputs,
  directory: string,
  { auth }: StartOptions,
): void => {
  writeJson(outputsFile(directory), outputs);
  console.log(`\n${urlTable(outputs, cloud.stacks())}\n`);
  console.log(
    `AWS CLI and SDK: export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_REGION=${outputs.region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local`,
  );
  if (auth)
    console.log(
      `Token for crud-api: curl -s -X POST ${cloud.endpoint}/_local/issuer/token -d audience=acado`,
    );
  console.log(`Function logs: ${relative(workspaceRoot, join(directory, 'logs'))}/<function>.log`);
  console.log('Ready');
};

/** Starts the cloud and keeps it until it is asked to stop; the exit code. */
export const start = async (options: StartOptions): Promise<number> => {
  const places = placesOf(workspaceRoot);
  const packaging = createPackaging({ auth: options.auth });
  const stopRequest = listenForStop(() => {
    packaging.stop();
    process.exit(130);
  });
  try {
    const directory = await prepare(places, options);
    // It loads while services are packaged.
    const consoleStarting = options.console
      ? startConsole({ outputsFile: outputsFile(directory), cloudPort: options.port, report })
      : undefined;
    const starting = run(options, places, directory, packaging);
    const stoppedEarly = stopRequest.requested.then(() => undefined);
    const cloud = await Promise.race([starting, stoppedEarly]);
    if (!cloud) {
      packaging.stop();
      await starting.then((late) => late.stop()).catch(() => undefined);
      return 130;
    }
    const consoleUrl = await consoleStarting?.url;
    const outputs = (): Outputs => ({
      ...cloud.outputs(),
      ...(consoleUrl !== undefined && { console: consoleUrl }),
    });
    announce(cloud, outputs(), directory, options);
    const watcher = options.watch
      ? watchServices({
          ...{ cloud, packaging, places, report },
          onUpdate: () => writeJson(outputsFile(directory), outputs()),
        })
      : undefined;
    await keepUntil(stopRequest, cloud, () => {
      watcher?.stop();
      packaging.stop();
      consoleStarting?.stop();
      rmSync(outputsFile(directory), { force: true }); // nobody shall call what is no longer there
    });
    return 0;
  } catch (error) {
    if (error instanceof PackagingError) console.error(error.output);
    throw explain(error, options.port) ?? error;
  }
};

const keepUntil = async (
  { requested }: StopRequest,
  cloud: Cloud,
  onStop: () => void,
): Promise<void> => {
  const reason = await requested;
  console.log(`Stopping (${reason}) …`);
  // Nothing is lost by ending at once: what is under way comes again at the next start.
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  onStop();
  await cloud.stop();
};
