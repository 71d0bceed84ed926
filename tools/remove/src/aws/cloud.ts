import { awsProblem, CommandError } from '@acado/command-line';
import { z } from 'zod';
import type { Cloud } from '../ports.ts';
import { awsData } from './data.ts';
import { awsLeftovers } from './leftovers.ts';
import { cloudFormation } from './stacks.ts';

/**
 * AWS in a region, or what AWS_ENDPOINT_URL names.
 *
 * @throws {CommandError} for the local cloud, which has no CloudFormation; its calls throw what the user must know.
 */
export async function awsCloud(region: string): Promise<Cloud> {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  if (endpoint !== undefined && (await isLocalCloud(endpoint)))
    throw new CommandError(
      `${endpoint} (AWS_ENDPOINT_URL) is the local cloud, which has no stacks to remove: Ctrl-C ends it, npm start -- --fresh begins anew. For AWS unset AWS_ENDPOINT_URL`,
    );
  const explained = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const call = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
        return (...args: unknown[]) =>
          call(...args).catch((error: unknown) => {
            throw awsProblem(error, region) ?? error;
          });
      },
    });
  // A whole stage at once is more than the quotas of some calls like.
  const config = { region, retryMode: 'adaptive', maxAttempts: 8 } as const;
  return {
    stacks: explained(cloudFormation(config)),
    data: explained(awsData(config)),
    leftovers: explained(awsLeftovers(config)),
  };
}

const healthSchema = z.object({ status: z.string(), services: z.array(z.string()) });

async function isLocalCloud(endpoint: string): Promise<boolean> {
  try {
    const health = new URL('/_local/health', endpoint);
    const answer = await fetch(health, { signal: AbortSignal.timeout(3000) });
    return healthSchema.safeParse(await answer.json()).success;
  } catch {
    return false;
  }
}
