import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readIfThere } from '@acado/cost/source';
import { z } from 'zod';
import { filePatches } from './source/patch.ts';

const candidate = z.object({
  memoryMb: z.number(),
  architecture: z.enum(['x86_64', 'arm64']),
});

const appliedSchema = z.object({
  mode: z.enum(['auto', 'manual']),
  /** `applying` is what a process leaves that was killed: all of it, or a part, was done. */
  state: z.enum(['applying', 'applied', 'reverted']),
  /** ISO 8601. */
  at: z.string(),
  revertedAt: z.string().optional(),
  service: z.string(),
  functionKey: z.string(),
  /** Of a deployed function. */
  function: z
    .object({ name: z.string(), region: z.string(), before: candidate, after: candidate })
    .optional(),
  /** What `git apply` did to the configuration, and `git apply --reverse` undoes. */
  patch: z.string(),
  /** Of a proposal. */
  branch: z.string().optional(),
  commit: z.string().optional(),
});

/** What was done with a run's recommendation: enough to undo it. */
export type Applied = z.infer<typeof appliedSchema>;

const APPLIED = 'applied.json';

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('no JSON');
    return z.NEVER;
  }
});

/** All of it or nothing: a process that is killed leaves what was there. */
export function writeApplied(directory: string, applied: Applied): void {
  const file = join(directory, APPLIED);
  writeFileSync(`${file}.new`, `${JSON.stringify(applied, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

/**
 * What was done with a run.
 *
 * @returns `undefined` if nothing was.
 * @throws {CommandError} If it can't be read.
 */
export function appliedIn(directory: string): Applied | undefined {
  const file = join(directory, APPLIED);
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const { success, data, error } = json.pipe(appliedSchema).safeParse(text);
  if (success) return data;
  throw new CommandError(`${file}:\n${z.prettifyError(error)}`);
}

/** What undoes an earlier application that was not taken back, and this one. */
export function withEarlier(applied: Applied, earlier: Applied | undefined): Applied {
  if (!earlier || earlier.state === 'reverted') return applied;
  // A process that was killed knew what the function had; now it may have what the process gave it.
  const undone =
    earlier.state === 'applying' ? (earlier.function ?? applied.function) : applied.function;
  const changed = undone ?? earlier.function;
  const patches = new Map([...filePatches(earlier.patch), ...filePatches(applied.patch)]);
  return {
    ...applied,
    ...(changed && { function: changed }),
    patch: [...patches.values()].join(''),
  };
}
