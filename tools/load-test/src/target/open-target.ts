import { CommandError } from '@acado/command-line';
import { runningCloud } from '@acado/local-cloud/running';
import type { Service } from '../service/find-service.ts';
import { findStackUrl } from './aws-stack.ts';
import { type CloudOutputs, startOwnCloud } from './own-cloud.ts';
import type { AwsAccess, Target } from './target.ts';

/** What the command line says of the target. */
export interface TargetOptions {
  url: string | undefined;
  target: 'local' | 'new' | 'aws' | undefined;
  stage: string | undefined;
  region: string | undefined;
}

interface Surroundings {
  root: string;
  service: Service;
  /** Told what takes a while. */
  say: (line: string) => void;
  environment?: NodeJS.ProcessEnv;
}

const LOCAL_KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };
const nothing = (): Promise<void> => Promise.resolve();

/** @throws {CommandError} saying what is missing. */
export async function openTarget(options: TargetOptions, given: Surroundings): Promise<Target> {
  const { url, target, region } = options;
  const { root, service, environment = process.env } = given;
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_DEFAULT_REGION } = environment;
  const wanted = region ?? (AWS_REGION || AWS_DEFAULT_REGION || 'us-east-1');
  if (target === 'aws' || (target === undefined && (AWS_ENDPOINT_URL || url !== undefined)))
    return awsTarget(options, service, { region: wanted, endpoint: AWS_ENDPOINT_URL || undefined });
  if (options.stage !== undefined && options.stage !== 'local')
    throw new CommandError('--stage: on this machine it is "local"; --target aws takes others');
  const running = target === 'new' ? undefined : await runningCloud(root, environment);
  if (running?.services[service.name]) return ofCloud('running', running, service, url, nothing);
  given.say(`Starting a local cloud with ${service.together.join(', ')} …`);
  const { outputs, close } = await startOwnCloud(root, wanted, service.together);
  return ofCloud('local', outputs, service, url, close);
}

function ofCloud(
  kind: 'running' | 'local',
  outputs: CloudOutputs,
  service: Service,
  url: string | undefined,
  close: () => Promise<void>,
): Target {
  const { awsEndpoint: endpoint, region, services } = outputs;
  const own = services[service.name];
  const base = url ?? own?.httpApi;
  if (base === undefined) throw new CommandError(`${service.name} has no HTTP API`);
  const nameOf = (key: string): string => own?.functions[key] ?? `${service.prefix}-local-${key}`;
  const aws: AwsAccess = { config: { region, endpoint, credentials: LOCAL_KEYS }, nameOf };
  return { kind, url: base, stage: 'local', region, aws, close };
}

async function awsTarget(
  { url, target, stage = 'dev' }: TargetOptions,
  service: Service,
  config: AwsAccess['config'],
): Promise<Target> {
  const { region, endpoint } = config;
  const base = url ?? (await findStackUrl(`${service.prefix}-${stage}`, region));
  const nameOf = (key: string): string => `${service.prefix}-${stage}-${key}`;
  if (target !== 'aws' && endpoint === undefined)
    return { kind: 'url', url: base, stage, close: nothing };
  return { kind: 'aws', url: base, stage, region, aws: { config, nameOf }, close: nothing };
}
