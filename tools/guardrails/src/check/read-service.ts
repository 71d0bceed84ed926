import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import type { CompiledService } from '@acado/serverless-config/guardrails';
import { z } from 'zod';

const resourceSchema = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).optional(),
  Condition: z.string().optional(),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Metadata: z.record(z.string(), z.unknown()).optional(),
});

const templateSchema = z.object({
  Resources: z.record(z.string(), resourceSchema),
  Metadata: z.record(z.string(), z.unknown()).optional(),
});

const stateSchema = z.object({
  service: z.object({
    provider: z.object({ stage: z.string() }),
    functions: z
      .record(z.string(), z.object({ name: z.string(), handler: z.string().optional() }))
      .default({}),
    custom: z.object({
      guardrails: z.object({
        rules: z.object({ tunedWithinDays: z.number(), maxBundleKb: z.number() }),
      }),
    }),
  }),
});

/** A packaged service. */
export interface PackagedService extends CompiledService {
  /** `worker-b`. */
  name: string;
}

/**
 * Reads what `sls package` left of a service.
 *
 * @throws {CommandError} naming the file that is missing or wrong.
 */
export function readService(workspace: string, name: string): PackagedService {
  const folder = join(workspace, 'services', name);
  const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> =>
    readJson(workspace, join('services', name, '.serverless', file), schema);
  const template = read('cloudformation-template-update-stack.json', templateSchema);
  const { service } = read('serverless-state.json', stateSchema);
  return {
    name,
    folder,
    stage: service.provider.stage,
    functions: service.functions,
    template,
    settings: service.custom.guardrails.rules,
  };
}

function readJson<Schema extends z.ZodType>(
  workspace: string,
  file: string,
  schema: Schema,
): z.output<Schema> {
  const path = join(workspace, file);
  if (!existsSync(path))
    throw new CommandError(`${file} is missing: leave --no-package out, or run npx nx package`);
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new CommandError(`${file} is no package with guardrails: package it anew\n${what}`);
  }
}
