import { parse } from 'yaml';
import { z } from 'zod';

const permissionsSchema = z.union([z.string(), z.record(z.string(), z.string())]);
const concurrencySchema = z.union([
  z.string().transform((group) => ({ group })),
  z.object({
    group: z.string(),
    'cancel-in-progress': z.union([z.boolean(), z.string()]).optional(),
  }),
]);

const stepSchema = z.object({
  name: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});

const jobSchema = z.object({
  if: z.string().optional(),
  needs: z.union([z.string().transform((job) => [job]), z.array(z.string())]).default([]),
  uses: z.string().optional(),
  permissions: permissionsSchema.optional(),
  'timeout-minutes': z.number().optional(),
  environment: z
    .union([z.string().transform((name) => ({ name })), z.object({ name: z.string() })])
    .optional(),
  concurrency: concurrencySchema.optional(),
  steps: z.array(stepSchema).default([]),
});

const triggersSchema = z.union([
  z.string().transform((name): Record<string, unknown> => ({ [name]: null })),
  z
    .array(z.string())
    .transform((names): Record<string, unknown> =>
      Object.fromEntries(names.map((name) => [name, null])),
    ),
  z.record(z.string(), z.unknown()),
]);

const workflowSchema = z.object({
  name: z.string().optional(),
  on: triggersSchema,
  permissions: permissionsSchema.optional(),
  concurrency: concurrencySchema.optional(),
  defaults: z.object({ run: z.object({ shell: z.string().optional() }) }).optional(),
  jobs: z.record(z.string(), jobSchema),
});

const actionSchema = z.object({ runs: z.object({ steps: z.array(stepSchema).default([]) }) });

export type Step = z.output<typeof stepSchema>;
export type Job = z.output<typeof jobSchema> & { id: string };

/** A file of `.github`, as the rules see it. */
export interface Workflow {
  /** Path from the repository's root. */
  file: string;
  text: string;
  triggers: Record<string, unknown>;
  content: Omit<z.output<typeof workflowSchema>, 'jobs' | 'on'>;
  /** A composite action has one job without a name, with its steps. */
  jobs: Job[];
  isAction: boolean;
}

/** Looks at one file, and says what is wrong with it. */
export type Rule = (workflow: Workflow, all: readonly Workflow[]) => string[];

/**
 * Reads a workflow, or an action (`action.yml`).
 *
 * @throws {z.ZodError} where it is neither.
 */
export function readWorkflow(file: string, text: string): Workflow {
  const document: unknown = parse(text, { merge: false });
  if (file.endsWith('/action.yml')) {
    const { runs } = actionSchema.parse(document);
    const jobs = [{ ...jobSchema.parse({}), steps: runs.steps, id: '' }];
    return { file, text, triggers: {}, content: {}, jobs, isAction: true };
  }
  const { on: triggers, jobs, ...content } = workflowSchema.parse(document);
  const list = Object.entries(jobs).map(([id, job]) => ({ ...job, id }));
  return { file, text, triggers, content, jobs: list, isAction: false };
}
