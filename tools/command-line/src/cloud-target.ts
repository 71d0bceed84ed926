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

/** What a local cloud says of itself while it runs. */
export interface RunningCloud {
  awsEndpoint: string;
  region: string;
}

const DEFAULT_REGION = 'us-east-1';

/**
 * Finds the cloud to work on: `local` is the one that `npm start` runs (`LOCAL_CLOUD_PORT` tells which of several),
 * `aws` is what the environment names, `AWS_ENDPOINT_URL` included. Without `--target`, the environment's
 * `AWS_ENDPOINT_URL` goes first, then a local cloud that runs, then AWS.
 *
 * @param running Looks for the local cloud that runs.
 * @throws {CommandError} naming the option that is wrong, or saying that no local cloud runs.
 *
 * @example
 * const { config } = await findTarget(options, () => runningCloud(root)); // of @acado/local-cloud/running
 * const sqs = new SQSClient(config);
 */
export async function findTarget(
  { target, region }: TargetOptions,
  running: () => Promise<RunningCloud | undefined>,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<CloudTarget> {
  if (target !== undefined && target !== 'local' && target !== 'aws')
    throw new CommandError(`--target: expected local or aws, not "${target}"`);
  const { AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL } = environment;
  const wanted = region ?? (AWS_REGION || AWS_DEFAULT_REGION || DEFAULT_REGION);
  const aws: CloudTarget = { name: 'aws', region: wanted, config: { region: wanted } };
  if (target === 'aws' || (target === undefined && AWS_ENDPOINT_URL)) return aws;
  const cloud = await running();
  if (cloud) {
    const { awsEndpoint: endpoint, region: own } = cloud;
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return { name: 'local', region: own, config: { region: own, endpoint, credentials } };
  }
  if (target === undefined) return aws;
  throw new CommandError('No local cloud runs: start one with npm start, or use --target aws');
}
