import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CommandError } from '@acado/command-line';

/** Outputs that the framework gives a stack with an HTTP API or a REST API. */
const URL_OUTPUTS = ['HttpApiUrl', 'ServiceEndpoint'];

/**
 * The URL of a deployed stack's API.
 *
 * @throws {CommandError} If it has none. Errors of AWS are passed on.
 */
export async function findStackUrl(stackName: string, region: string): Promise<string> {
  const client = new CloudFormationClient({ region });
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stackName }));
    const outputs = Stacks[0]?.Outputs ?? [];
    const found = outputs.find(({ OutputKey = '' }) => URL_OUTPUTS.includes(OutputKey));
    if (found?.OutputValue !== undefined) return found.OutputValue;
    throw new CommandError(`The stack ${stackName} has no API; name its URL by --url`);
  } finally {
    client.destroy();
  }
}
