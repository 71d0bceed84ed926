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
  return apis;
}
