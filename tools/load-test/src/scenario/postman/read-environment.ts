import { readFields } from '@acado/command-line';
import { z } from 'zod';

const environmentSchema = z.object(
  {
    values: z.array(
      z.object({
        key: z.string(),
        value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
        enabled: z.boolean().default(true),
      }),
    ),
  },
  { error: 'is no Postman environment: expected an object with values' },
);

/**
 * The values of a Postman environment.
 *
 * @throws {CommandError} naming file and field.
 */
export function readEnvironment(file: string, content: unknown): Record<string, string> {
  const { values } = readFields(file, environmentSchema, content);
  return Object.fromEntries(
    values.filter(({ enabled }) => enabled).map(({ key, value }) => [key, value]),
  );
}
