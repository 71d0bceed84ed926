import { CommandError } from '@acado/command-line';
import { createCloud, PackageError, type Stack } from '@acado/local-cloud';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListEventSourceMappingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { tmpdir } from 'node:os';

/** A cloud of its own for one replay, with nothing in it. */
export interface Sandbox {
  functionName: string;
  /** Queue that the function reads, if it does. */
  queueArn: string | undefined;
  /** Names of its buckets. */
  buckets: string[];
  putObject: (bucket: string, key: string, content: string) => Promise<void>;
  invoke: (payload: unknown) => Promise<Invocation>;
  close: () => Promise<void>;
}

/** What an invocation came to. */
export interface Invocation {
  /** The answer, parsed if it is JSON. */
  answer: unknown;
  /** The function threw, was killed or timed out. */
  isFunctionError: boolean;
  /** Set when it was not the handler that ended it. */
  status?: 'timeout' | 'error';
  billedMs: number;
  memoryMb: number;
  maxMemoryUsedMb: number;
  /** Lines that it logged. */
  log: string[];
  /** Calls of AWS that it made, such as `dynamodb BatchWriteItem`, and how often each. */
  calls: { name: string; requests: number; failed: number }[];
}

/** What a sandbox is made of. */
export interface SandboxOptions {
  /** Absolute paths of packaged services. */
  services: readonly string[];
  /** Folder and key of the function. */
  service: string;
  key: string;
  region: string;
  /** Called with what removes its folder at once, for a process that ends without `close`. */
  onFolder: (remove: () => void) => void;
}

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** @throws {CommandError} If a service is not packaged, or has no such function. */
export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { services, service, key, region, onFolder } = options;
  const directory = await mkdtemp(join(tmpdir(), 'acado-replay-'));
  onFolder(() => rmSync(directory, { recursive: true, force: true }));
  const log: string[] = [];
  try {
    const packages = await copyPackages(services, directory);
    const cloud = await createCloud({
      ...{
        services: packages,
        directory: join(directory, 'cloud'),
        region,
        transform: withDormantTriggers,
      },
      onLogLine: (logGroup, line) => {
        if (logGroup.endsWith(`-${key}`)) log.push(line);
      },
    });
    const { functions } = cloud.outputs().services[service] ?? {};
    const functionName = functions?.[key];
    if (functionName === undefined) {
      await cloud.stop();
      throw new CommandError(`The package of ${service} has no function ${key}`);
    }
    const config = { endpoint: cloud.endpoint, region, credentials };
    const lambda = new LambdaClient(config);
    const { EventSourceMappings = [] } = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: functionName }),
    );
    lambda.destroy();
    return {
      functionName,
      queueArn: EventSourceMappings[0]?.EventSourceArn,
      buckets: cloud.stacks().flatMap((stack) => bucketsOf(stack, cloud.outputs().services)),
      putObject: async (Bucket, Key, Body) => {
        const s3 = new S3Client({ ...config, forcePathStyle: true });
        await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
        s3.destroy();
      },
      invoke: async (payload) => {
        cloud.resetUsage();
        const result = await cloud.lambda.invoke(
          functionName,
          Buffer.from(JSON.stringify(payload)),
        );
        const { report } = result;
        return {
          answer: parsed(result.payload.toString()),
          isFunctionError: result.functionError !== undefined,
          status: report.status,
          billedMs: report.billedDurationMs,
          memoryMb: report.memorySizeMB,
          maxMemoryUsedMb: report.maxMemoryUsedMB,
          log,
          calls: cloud
            .usage()
            .calls.filter(({ caller }) => caller === functionName)
            .map(({ service: of, operation, resource, requests, failed }) => ({
              ...{ name: `${of} ${operation} ${resource}`.trim(), requests, failed },
            })),
        };
      },
      close: async () => {
        await cloud.stop();
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    // Not packaged, or half of it while somebody packages: the message says what to do.
    throw error instanceof PackageError ? new CommandError(error.message) : error;
  }
}

/** What is packaged meanwhile does not disturb the replay. */
const copyPackages = (services: readonly string[], directory: string): Promise<string[]> =>
  Promise.all(
    services.map(async (service) => {
      const [from, to] = [service, join(directory, basename(service))];
      // One that is not packaged is told of when it is loaded.
      if (existsSync(join(from, '.serverless')))
        await cp(join(from, '.serverless'), join(to, '.serverless'), { recursive: true });
      return to;
    }),
  );

/** Triggers are there to be read, but nothing but the replay invokes a function. */
const withDormantTriggers = (stack: Stack): Stack => ({
  ...stack,
  template: {
    ...stack.template,
    Resources: Object.fromEntries(
      Object.entries(stack.template.Resources).map(([id, resource]) => [
        id,
        resource.Type === 'AWS::Lambda::EventSourceMapping'
          ? { ...resource, Properties: { ...resource.Properties, Enabled: false } }
          : resource,
      ]),
    ),
  },
});

const bucketsOf = (
  { service, template }: Stack,
  outputs: Record<string, { resources: Record<string, string> }>,
): string[] =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::S3::Bucket')
    .flatMap(([id]) => outputs[service]?.resources[id] ?? []);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
