import { CommandError, findTarget } from '@acado/command-line';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { HttpService } from './services.ts';
import { ORDERS, type Target } from './target.ts';

/** Outputs that hold the URL of an API: the framework's of an HTTP API and of a REST API. */
const URL_OUTPUTS = ['HttpApiUrl', 'ServiceEndpoint'];

/**
 * What is deployed: the URLs are outputs of the stacks, credentials those of the environment.
 *
 * @param all Every service, of which `services` are asked.
 * @throws {CommandError} If a stack is not there or has no URL.
 */
export async function openAwsTarget(
  services: readonly HttpService[],
  all: readonly HttpService[],
  { stage, region: wanted }: { stage: string; region: string | undefined },
): Promise<Target> {
  const { region, config } = await findTarget(
    { target: 'aws', region: wanted },
    async () => undefined,
  );
  const client = new CloudFormationClient(config);
  const urls: Record<string, string> = {};
  for (const { name, prefix } of services) urls[name] = await urlOf(client, `${prefix}-${stage}`);
  const orders = all.find(({ name }) => name === ORDERS);
  if (orders && !(ORDERS in urls)) {
    const url = await urlOf(client, `${orders.prefix}-${stage}`).catch(() => undefined);
    if (url !== undefined) urls[ORDERS] = url;
  }
  const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
  return {
    ...{ name: 'aws', stage, urls },
    variables: {
      ...{ region, accessKey: accessKeyId, secretKey: secretAccessKey },
      ...(sessionToken !== undefined && { sessionToken }),
    },
    close: async () => client.destroy(),
  };
}

async function urlOf(client: CloudFormationClient, stackName: string): Promise<string> {
  const stack = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: unknown) => {
      if (error instanceof Error && /does not exist/.test(error.message)) return undefined;
      throw error;
    });
  const outputs = stack?.Stacks?.[0]?.Outputs;
  if (!outputs) throw new CommandError(`There is no stack ${stackName}: deploy it, or give --url`);
  const url = outputs.find(({ OutputKey }) => URL_OUTPUTS.includes(OutputKey ?? ''))?.OutputValue;
  if (url === undefined)
    throw new CommandError(`The stack ${stackName} has no URL among its outputs`);
  return url.replace(/\/+$/, '');
}
