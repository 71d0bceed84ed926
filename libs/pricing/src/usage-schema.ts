import * as z from 'zod/v4/core';
import { meters } from './meters/index.ts';

/**
 * The JSON Schema (draft 2020-12) of an array of usage lines. What depends on several fields, such as `coldStarts` being
 * at most `requests`, a JSON Schema cannot say; `priceUsage` checks it.
 *
 * @example
 * const validate = new Ajv2020().compile(usageJsonSchema());
 */
export const usageJsonSchema = (): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Usage lines',
  type: 'array',
  minItems: 1,
  items: {
    oneOf: meters.map(({ summary, schema, example }) => {
      const { $schema: _, ...lineSchema } = z.toJSONSchema(schema, { io: 'input' });
      return { description: summary, ...lineSchema, examples: [example] };
    }),
  },
});
