import { type Stack, templateSchema } from './schema.ts';

/** A stack with the given parts of a template, for tests. */
export const aStack = (
  template: Record<string, unknown>,
  overrides: Partial<Stack> = {},
): Stack => ({
  service: 'shop',
  stackName: 'acado-shop-local',
  template: templateSchema.parse({ Resources: {}, ...template }),
  parameters: {},
  functions: {},
  artifact: (s3Key) => s3Key,
  ...overrides,
});
