import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { type Stack, templateSchema } from './schema.ts';

const stateSchema = z.looseObject({
  service: z.looseObject({
    service: z.string(),
    provider: z.looseObject({ stage: z.string(), stackName: z.string().optional() }),
    functions: z.record(z.string(), z.looseObject({ name: z.string() })).default({}),
  }),
});

/** A service whose package is missing or broken; the message says what to do. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
}

/** Reads what `sls package` left in a service's folder. */
export const loadStack = (serviceFolder: string): Stack => {
  const service = basename(serviceFolder);
  const packageFolder = join(serviceFolder, '.serverless');
  const remedy = `package it: npx nx package ${service} --stage local`;

  const read = <S extends z.ZodType>(file: string, schema: S): z.output<S> => {
    const path = join(packageFolder, file);
    if (!existsSync(path))
      throw new PackageError(`${service} is not packaged (${path}): ${remedy}`);
    try {
      return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (error) {
      throw new PackageError(`${service} has a broken package (${path}): ${remedy}`, {
        cause: error,
      });
    }
  };

  const { service: state } = read('serverless-state.json', stateSchema);
  return {
    service,
    stackName: state.provider.stackName ?? `${state.service}-${state.provider.stage}`,
    template: read('cloudformation-template-update-stack.json', templateSchema),
    parameters: {},
    functions: Object.fromEntries(
      Object.entries(state.functions).map(([key, { name }]) => [key, name]),
    ),
    artifact: (s3Key) => {
      const zip = join(packageFolder, basename(s3Key));
      if (!existsSync(zip))
        throw new PackageError(`${service} is packaged without ${zip}: ${remedy}`);
      return zip;
    },
  };
};
