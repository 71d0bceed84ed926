import { CommandError } from '@acado/command-line';
import { join } from 'node:path';
import * as z from 'zod';
import { readIfThere } from './read-if-there.ts';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const templateSchema = z.object({ Resources: z.record(z.string(), resourceSchema) });

/** A compiled CloudFormation template, as far as it is read. */
export type Template = z.output<typeof templateSchema>;
export type Resource = z.output<typeof resourceSchema>;

const stateSchema = z.object({
  service: z.object({ service: z.string(), provider: z.object({ stage: z.string() }) }),
});

/** Schema of `PackagedService`. */
export const packagedServiceSchema = z.object({
  /** Its name: `acado-worker-b`. */
  name: z.string(),
  stage: z.string(),
  template: templateSchema,
});

/** What `sls package` left of a service. */
export type PackagedService = z.output<typeof packagedServiceSchema>;

const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';
const STATE = '.serverless/serverless-state.json';

/**
 * Reads the package of a service.
 *
 * @param folder Of the service.
 * @throws {CommandError} naming the file that is missing or wrong.
 */
export function readPackage(folder: string): PackagedService {
  const template = readJson(join(folder, TEMPLATE), templateSchema);
  const { service } = readJson(join(folder, STATE), stateSchema);
  return { name: service.service, stage: service.provider.stage, template };
}

function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> {
  const text = readIfThere(file);
  if (text === undefined)
    throw new CommandError(
      `${file} is missing: package the service first (npx nx package <service>)`,
    );
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new CommandError(`${file} is no package of a service: ${String(error)}`);
  }
}

/**
 * Logical ids that a value refers to, by `Ref`, `Fn::GetAtt` or `Fn::Sub`, however deep.
 *
 * @example
 * referencesOf({ 'Fn::GetAtt': ['OrdersQueue', 'Arn'] }); // ['OrdersQueue']
 */
export function referencesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) => {
    if (key === 'Ref' && typeof member === 'string') return [member];
    if (key === 'Fn::GetAtt')
      return [String(Array.isArray(member) ? member[0] : member).split('.')[0]!];
    if (key === 'Fn::Sub') {
      const text = Array.isArray(member) ? String(member[0]) : String(member);
      return [...text.matchAll(/\$\{(\w+)/g)].map(([, id]) => id!);
    }
    return referencesOf(member);
  });
}
