import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from './command.ts';

/** Which cloud a command works on. */
export interface CloudTarget {
  name: 'local' | 'aws';
  region: string;
  /** What every SDK client is made with; endpoint and credentials only where the environment does not name them. */
  config: {
    region: string;
    endpoint?: string;
    credentials?: { accessKeyId: string; secretAccessKey: string };
  };
}

/** What the options `--target` and `--region` said. */
export interface TargetOptions {
  target?: string | undefined;
  region?: string | undefined;
}

const DEFAULT_PORT = '4566';
const DEFAULT_REGION = 'us-east-1';

/**
 * Finds the cloud to work on: `local` is the one that `npm start` runs (`LOCAL_CLOUD_PORT` tells which of several),
 * `aws` is what the environment names, `AWS_ENDPOINT_URL` included. Without `--target`, the environment's
 * `AWS_ENDPOINT_URL` goes first, then a local cloud that runs, then AWS.
 *
 * @param root Absolute path of the workspace.
 * @throws {CommandError} naming the option that is wrong, or saying that no local cloud runs.
 *
 * @example
 * const { config } = findTarget(options, root);
 * const sqs = new SQSClient(config);
 */
export function findTarget(
  { target, region }: TargetOptions,
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
): CloudTarget {
  if (target !== undefined && target !== 'local' && target !== 'aws')
    throw new CommandError(`--target: expected local or aws, not "${target}"`);
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL } = environment;
  const wanted = region ?? (AWS_REGION || AWS_DEFAULT_REGION || DEFAULT_REGION);
  const aws: CloudTarget = { name: 'aws', region: wanted, config: { region: wanted } };
  if (target === 'aws' || (target === undefined && AWS_ENDPOINT_URL)) return aws;
  const local = runningCloud(root, environment.LOCAL_CLOUD_PORT);
  if (local) return local;
  if (target === undefined) return aws;
  throw new CommandError('No local cloud runs: start one with npm start, or use --target aws');
}

function runningCloud(root: string, port: string | undefined): CloudTarget | undefined {
  const folder = port === undefined || port === '' || port === DEFAULT_PORT ? '' : port;
  let outputs: unknown;
  try {
    outputs = JSON.parse(readFileSync(join(root, '.local', folder, 'outputs.json'), 'utf8'));
  } catch {
    return undefined; // the cloud removes the file when it stops
  }
  if (typeof outputs !== 'object' || outputs === null) return undefined;
  const { awsEndpoint: endpoint, region } = outputs as Record<string, unknown>;
  if (typeof endpoint !== 'string' || typeof region !== 'string') return undefined;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { name: 'local', region, config: { region, endpoint, credentials } };
}
