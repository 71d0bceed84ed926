import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).optional(),
      DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
      Condition: z.string().optional(),
      DeletionPolicy: z.string().optional(),
      UpdateReplacePolicy: z.string().optional(),
      Metadata: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  Metadata: z.record(z.string(), z.unknown()).optional(),
});

/** A CloudFormation template as `sls package` writes it. */
export type CompiledTemplate = z.infer<typeof templateSchema>;

/**
 * Reads the template that `sls package` left in a service's `.serverless` folder.
 *
 * @param serviceDirectory the folder of `serverless.yml`
 * @throws when the service has not been packaged or the file is no template
 * @example
 * readCompiledTemplate(join(import.meta.dirname, '..'));
 */
export const readCompiledTemplate = (serviceDirectory: string): CompiledTemplate => {
  const file = join(serviceDirectory, '.serverless/cloudformation-template-update-stack.json');
  return templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
};
