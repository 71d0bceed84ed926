import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { awsProblem, CommandError, findTarget, type Io } from '@acado/command-line';
import { runningCloud } from '@acado/local-cloud/running';
import { join } from 'node:path';
import type { RestApi } from '../model/rest-api.ts';
import { counted } from '../words.ts';
import { readAccount } from '../read/account/read-account.ts';
import { readSource } from '../read/read-source.ts';

/** Where REST APIs are looked for. */
export interface Sources {
  /** Files and folders. */
  paths: readonly string[];
  /** Of a `serverless.yml`. */
  stage: string;
  account: boolean;
  /** Ids or names of APIs of the account; all when there is none. */
  only: readonly string[];
  target?: string | undefined;
  region?: string | undefined;
}

/** Options about where to look, for `parseArgs`. */
export const SOURCE_OPTIONS = {
  stage: { type: 'string', default: 'dev' },
  account: { type: 'boolean', default: false },
  api: { type: 'string', multiple: true, default: [] as string[] },
  target: { type: 'string' },
  region: { type: 'string' },
} as const;

export const SOURCE_USAGE = `  --stage <name>           for which a serverless.yml is read (default: dev)
  --account                read the REST APIs of an account
  --api <id or name>       only this one of the account; may be repeated
  --target <local|aws>     local: the cloud that npm start runs (default when it runs); aws: what the
                           environment names
  --region <name>          of account and prices (default: AWS_REGION, or us-east-1)
`;

const ROOT = join(import.meta.dirname, '../../../..');

/**
 * The REST APIs of files, folders and an account.
 *
 * @throws {CommandError} saying what is wrong with them.
 */
export async function readSources(sources: Sources, io: Pick<Io, 'stderr'>): Promise<RestApi[]> {
  const { paths, stage, account } = sources;
  if (paths.length === 0 && !account)
    throw new CommandError('Expected a file, a folder or --account\nSee --help');
  const apis = paths.flatMap((path) => readSource(path, { stage }));
  if (account) apis.push(...(await readTarget(sources, io)));
  if (apis.length === 0)
    throw new CommandError(
      `There is no REST API in ${[...paths, ...(account ? ['the account'] : [])].join(', ')}`,
    );
  return apis;
}

async function readTarget(sources: Sources, { stderr }: Pick<Io, 'stderr'>): Promise<RestApi[]> {
  const { config, region } = await findTarget(sources, () => runningCloud(ROOT));
  // API Gateway allows few reads a second: the client slows down by itself.
  const client = new APIGatewayClient({ ...config, retryMode: 'adaptive', maxAttempts: 10 });
  const apis: RestApi[] = [];
  try {
    for await (const api of readAccount({ client, region, only: sources.only })) {
      apis.push(api);
      stderr.write(`${api.name}: ${counted(api.routes.length, 'route')}\n`);
    }
  } catch (error) {
    throw awsProblem(error, region) ?? error;
  } finally {
    client.destroy();
  }
  const missing = sources.only.find((each) =>
    apis.every(({ id, name }) => each !== id && each !== name),
  );
  if (missing !== undefined)
    throw new CommandError(`--api: there is no REST API "${missing}" in ${region}`);
  return apis;
}
