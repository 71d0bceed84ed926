import { awsProblem, type Command, CommandError, listenForInterrupt } from '@acado/command-line';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readCollection, stepsOf } from '../collection/collection-file.ts';
import { runCollection } from '../newman/run-collection.ts';
import type { SmokeRun } from '../newman/smoke-run.ts';
import { summaryOf } from '../report/summary.ts';
import { writeReport } from '../report/write-report.ts';
import type { LocalOptions } from './local-target.ts';
import { readRunOptions, type RunOptions } from './options.ts';
import { showProgress } from './progress.ts';
import { chooseServices, type HttpService, httpServices } from './services.ts';
import { ORDERS, type Target } from './target.ts';
import { usage } from './usage.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** Runs the smoke tests of services. */
export const run: Command = {
  summary: 'send every public endpoint of a service its requests and check the answers',
  usage,
  async run(args, io) {
    const options = readRunOptions(args);
    const services = chooseServices(root, options).map((service) => ({
      service,
      collection: readCollection(root, service.name),
    }));
    // Before anything is sent: what was found out would be lost.
    await mkdir(options.report, { recursive: true }).catch((error: Error) => {
      throw new CommandError(`--report ${options.report}: ${error.message}`);
    });
    let removeFolder = (): void => undefined;
    const interrupt = listenForInterrupt(() => {
      removeFolder();
      process.exit(130);
    });
    const { signal } = interrupt;
    let target: Target | undefined;
    try {
      target = await open(
        options,
        services.map(({ service }) => service),
        { io, onFolder: (remove) => (removeFolder = remove) },
      );
      const runs: SmokeRun[] = [];
      for (const { service, collection } of services) {
        if (signal.aborted) break;
        const { length } = stepsOf(collection.item);
        const progress = showProgress(io.stderr, service.name, length);
        const result = await runCollection({
          ...{ collection, signal, bail: options.bail, timeoutMs: options.timeoutMs },
          ...variablesFor(service, target, options),
          onRequest: progress.request,
        });
        progress.end();
        if (signal.aborted) break;
        const page = await writeReport(result, options.report);
        if (!options.json) io.stdout.write(summaryOf(result, page));
        runs.push(result);
        if (options.bail && !result.green) break;
      }
      if (signal.aborted) throw new CommandError('Stopped', 130);
      const green = runs.every((one) => one.green);
      if (options.json) io.stdout.write(`${JSON.stringify({ green, runs }, null, 2)}\n`);
      return green ? 0 : 1;
    } catch (error) {
      throw awsProblem(error, options.region ?? 'us-east-1') ?? error;
    } finally {
      await target?.close();
      interrupt.release();
    }
  },
};

async function open(
  options: RunOptions,
  services: HttpService[],
  given: Pick<LocalOptions, 'io' | 'onFolder'>,
): Promise<Target> {
  const { target, url } = options;
  if (target === 'local') {
    // Only here: the local cloud takes longer to load than wrong options to explain.
    const { openLocalTarget } = await import('./local-target.ts');
    return openLocalTarget({ root, services, ...given });
  }
  if (target === 'aws') {
    const { openAwsTarget } = await import('./aws-target.ts');
    return openAwsTarget(services, httpServices(root), options);
  }
  return {
    ...{ name: 'url', urls: { [services[0]!.name]: url! }, variables: {} },
    close: async () => undefined,
  };
}

/** Who is asked, with what, and which of that is secret. */
function variablesFor({ name, routes }: HttpService, target: Target, options: RunOptions) {
  const baseUrl = target.urls[name]!;
  const ordersUrl = options.ordersUrl ?? target.urls[ORDERS];
  const { token } = options;
  const { accessKey, secretKey, sessionToken } = target.variables;
  return {
    asked: { service: name, target: target.name, stage: target.stage, baseUrl, routes },
    variables: {
      ...{ ...target.variables, baseUrl },
      ...(ordersUrl !== undefined && { ordersUrl }),
      ...(token !== undefined && { token }),
    },
    secrets: [token, accessKey, secretKey, sessionToken].filter((one) => one !== undefined),
  };
}
