import { z } from 'zod';

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
  Condition: z.string().optional(),
});

const parameterSchema = z.looseObject({ Type: z.string(), Default: z.unknown().optional() });

const outputSchema = z.looseObject({
  Value: z.unknown(),
  Condition: z.string().optional(),
  Export: z.object({ Name: z.unknown() }).optional(),
});

/** A CloudFormation template in JSON, as far as the local cloud reads it. */
export const templateSchema = z.looseObject({
  Parameters: z.record(z.string(), parameterSchema).default({}),
  Mappings: z
    .record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown())))
    .default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resourceSchema),
  Outputs: z.record(z.string(), outputSchema).default({}),
});

export type Template = z.output<typeof templateSchema>;
export type TemplateResource = z.output<typeof resourceSchema>;

/** One service as `sls package` left it: a template and the zips it names. */
export type Stack = {
  /** Name of the service's folder, e.g. `crud-api`. */
  service: string;
  /** e.g. `acado-crud-api-local`. */
  stackName: string;
  template: Template;
  /** Overrides of the template's parameter defaults. */
  parameters: Record<string, string>;
  /** Function key in serverless.yml → function name. */
  functions: Record<string, string>;
  /** The local file behind the `S3Key` of a function's code. */
  artifact: (s3Key: string) => string;
};
