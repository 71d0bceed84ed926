import { awsProblem, findTarget } from '@acado/command-line';
import { runningCloud } from '@acado/local-cloud/running';
import { join } from 'node:path';
import { type Clients, createClients } from './clients.ts';

/** Options of every command. */
export const TARGET_OPTIONS = {
  target: { type: 'string' },
  region: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What `--help` says of them. */
export const TARGET_USAGE = `  --target <t>       local: the cloud that npm start runs; aws: what the environment names (with
                     AWS_ENDPOINT_URL any other). Default: AWS_ENDPOINT_URL where it is set, then a
                     local cloud that runs, then AWS
  --region <r>       default AWS_REGION, AWS_DEFAULT_REGION, us-east-1
  --json             print the result as JSON and nothing else
`;

/** Absolute path of the workspace. */
export const ROOT = join(import.meta.dirname, '../../../..');

/**
 * Runs a command's work with clients of the cloud that its options mean.
 *
 * @throws {CommandError} In place of what the user can understand and change.
 */
export async function withClients<Result>(
  options: { target?: string | undefined; region?: string | undefined },
  work: (clients: Clients) => Promise<Result>,
): Promise<Result> {
  const { config, region } = await findTarget(options, () => runningCloud(ROOT));
  const clients = createClients(config);
  try {
    return await work(clients);
  } catch (error) {
    throw awsProblem(error, region) ?? error;
  } finally {
    const { sqs, lambda, events, logs, cloudWatch, s3 } = clients;
    for (const client of [sqs, lambda, events, logs, cloudWatch, s3]) client.destroy();
  }
}
