import { type Stack } from '@acado/local-cloud';
import { z } from 'zod';

/** What keeps data or passes it on. Functions, rules and roles stay out: serverless-offline runs the functions. */
const DATA_TYPES = [
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::S3::Bucket',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
];

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const configurationSchema = z.object({
  service: z.string(),
  provider: z.object({ stage: z.string(), region: z.string() }),
  resources: z.object({ Resources: z.record(z.string(), resourceSchema).default({}) }).optional(),
});

/**
 * The data resources of a service, as a stack of its own, and its region.
 *
 * @param configuration what `sls print --format json` says
 * @throws ZodError when it is no service on AWS
 * @example
 * const { stack, region } = dataStackOf(JSON.parse(printed));
 */
export function dataStackOf(configuration: unknown): { stack: Stack; region: string } {
  const { service, provider, resources } = configurationSchema.parse(configuration);
  const kept = Object.entries(resources?.Resources ?? {}).filter(([, { Type }]) =>
    DATA_TYPES.includes(Type),
  );
  return {
    region: provider.region,
    stack: {
      service,
      stackName: `${service}-${provider.stage}`,
      template: {
        Parameters: {},
        Mappings: {},
        Conditions: {},
        Resources: Object.fromEntries(kept),
        Outputs: {},
      },
      parameters: {},
      functions: {},
      artifact: (key) => {
        throw new Error(`${service} has no functions here, yet its code ${key} is asked for`);
      },
    },
  };
}
