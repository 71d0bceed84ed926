import { CommandError } from '@acado/command-line';
import * as z from 'zod';
import { referencesOf, type Resource, type Template } from './template.ts';

/** A resource by its logical id. */
export type Named = [logicalId: string, resource: Resource];

/** Resources of one type. */
export const ofType = (template: Template, type: string): Named[] =>
  Object.entries(template.Resources).filter(([, { Type }]) => Type === type);

/**
 * The properties of a resource.
 *
 * @throws {CommandError} naming the resource and the property that is not what it should be.
 */
export function parseProperties<Schema extends z.ZodType>(
  schema: Schema,
  [id, resource]: Named,
): z.output<Schema> {
  const { success, data, error } = schema.safeParse(resource.Properties);
  if (success) return data;
  const [issue] = error.issues;
  throw new CommandError(
    `${id} (${resource.Type}) can't be priced: ${issue!.path.join('.')}: ${issue!.message}`,
  );
}

/** A physical name, given as such or by a reference to the resource that has it. */
export function nameIn(template: Template, value: unknown): string {
  if (typeof value === 'string') return value;
  const [id = ''] = referencesOf(value);
  const { Name, QueueName } = template.Resources[id]?.Properties ?? {};
  return z
    .string()
    .catch('')
    .parse(Name ?? QueueName);
}
