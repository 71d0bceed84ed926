import { createServer } from 'node:http';
import { join } from 'node:path';
import { type CloudContext } from './context.ts';
import { createEndpoint } from './endpoint/create-endpoint.ts';
import { pagesOf } from './endpoint/pages.ts';
import { type Lambda } from './lambda/types.ts';
import { type UsageSnapshot } from './metering/usage-snapshot.ts';
import { openRooms } from './open-rooms.ts';
import { type Outputs, serviceOutputs } from './outputs.ts';
import { createHandlers } from './resources/create-handlers.ts';
import { createProvisioner } from './resources/provisioner.ts';
import { listen } from './server.ts';
import { StateError } from './state-error.ts';
import { inDeploymentOrder } from './template/deployment-order.ts';
import { loadStack } from './template/load-stack.ts';
import { type Stack } from './template/schema.ts';

export type CloudOptions = {
  /** Folders of packaged services, or stacks made by hand. */
  services: (string | Stack)[];
  /** State and logs live below it; a second cloud with the same folder is refused. */
  directory: string;
  /** Unpacked function packages; may be shared between clouds. Default: below `directory`. */
  cacheDir?: string;
  /** 0, the default, takes any free port. */
  port?: number;
  region?: string;
  accountId?: string;
  /** URL of a DynamoDB to use in place of the built-in one, e.g. AWS's DynamoDB Local. */
  dynamoDbUrl?: string;
  /** The account's quota for the memory of a function: 3,008 MB in a new one. Default: Lambda's own limit. */
  maxMemoryMb?: number;
  report?: CloudContext['report'];
  /** Every line that a function logs. */
  onLogLine?: (logGroup: string, line: string) => void;
  /** Changes a stack before it is provisioned or updated, e.g. the memory sizes in its template. */
  transform?: (stack: Stack) => Stack;
};

export type Cloud = {
  /** The AWS endpoint, e.g. `http://127.0.0.1:4566`. */
  endpoint: string;
  context: CloudContext;
  lambda: Lambda;
  /**
   * Judges every alarm by what was measured up to `at` (milliseconds), as the cloud itself does once a minute: a test
   * need not wait for the minute to end.
   */
  evaluateAlarms: (at: number) => void;
  outputs: () => Outputs;
  /** What AWS would bill for the calls since the start or the last reset; provisioning is not among them. */
  usage: () => UsageSnapshot;
  resetUsage: () => void;
  /** What is provisioned now. */
  stacks: () => Stack[];
  /** Brings a service to what is in its package now; the logical ids that changed. */
  update: (service: string | Stack) => Promise<string[]>;
  /** Ends every process and closes every file within 3 s. */
  stop: () => Promise<void>;
};

/**
 * AWS on this machine, for the services given.
 * @throws PackageError, TemplateError, StateError or the error of `listen`; nothing is left running then.
 * @example
 * const cloud = await createCloud({ services: ['services/crud-api'], directory: await mkdtemp('/tmp/cloud-') });
 * const client = new DynamoDBClient({ endpoint: cloud.endpoint, region: 'us-east-1', credentials });
 * await cloud.stop();
 */
export const createCloud = async (options: CloudOptions): Promise<Cloud> => {
  const { directory, region = 'us-east-1', accountId = '000000000000' } = options;
  const { report = () => undefined, transform = (stack) => stack } = options;
  const load = (service: string | Stack): Stack =>
    transform(typeof service === 'string' ? loadStack(service) : service);
  const closing: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close();
  };

  try {
    const stacks = inDeploymentOrder(options.services.map(load));
    const { port, setListener, close } = await listen(createServer(), options.port ?? 0);
    closing.push(close);
    const endpoint = `http://127.0.0.1:${port}`;
    const stateDir = join(directory, 'state');
    const provisioned = Promise.withResolvers<void>();

    const rooms = await openRooms({
      ...{ region, accountId, endpoint, stateDir, report },
      cacheDir: options.cacheDir ?? join(directory, 'cache'),
      logDir: join(directory, 'logs'),
      onLogLine: options.onLogLine,
      dynamoDbUrl: options.dynamoDbUrl,
      maxMemoryMb: options.maxMemoryMb,
      firstApiPort: port + 100,
      provisioned: provisioned.promise,
      onOpen: (closeRoom) => closing.push(closeRoom),
    }).catch((error: unknown) => {
      throw new StateError(stateDir, error);
    });
    const { context, iam, lambda, cloudWatch, metering, issuer, services, s3 } = rooms;

    const outputs: Outputs = { awsEndpoint: endpoint, region, services: {} };
    let isReady = false;
    const health = () => ({ isReady, services: Object.keys(outputs.services) });
    setListener(
      createEndpoint({
        ...{ iam, region, accountId, services, s3 },
        pages: pagesOf({ health, metering, issuer, codePage: lambda.codePage }),
        onError: (error) => report('error', 'endpoint', String(error)),
      }),
    );

    const provisioner = createProvisioner(context, createHandlers(rooms));
    const current = new Map<string, Stack>();
    const provision = async (stack: Stack): Promise<string[]> => {
      const result = await provisioner.provision(stack);
      outputs.services[stack.service] = serviceOutputs(stack, result.resources, result.httpApi);
      current.set(stack.service, stack);
      return result.changed;
    };
    for (const stack of stacks) await provision(stack);
    isReady = true;
    cloudWatch.startAlarms();
    provisioned.resolve();

    return {
      ...{ endpoint, context, lambda, stop },
      evaluateAlarms: cloudWatch.evaluateAlarms,
      outputs: () => outputs,
      stacks: () => [...current.values()],
      usage: metering.snapshot,
      resetUsage: metering.reset,
      update: (service) => provision(load(service)),
    };
  } catch (error) {
    await stop();
    throw error;
  }
};
