import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandError } from '@acado/command-line';
import { readIfThere } from '@acado/cost/source';
import { z } from 'zod';
import { readResult, type Result } from '../report/result-file.ts';
import { findService, type Service } from '../run/service.ts';

/** A finished run, and the function that it tuned. */
export interface RunFolder {
  /** Absolute. */
  directory: string;
  /** Of the folder: what the run is known by. */
  name: string;
  result: Result;
  service: Service;
  functionKey: string;
  /** At which the function was measured. */
  stage: string;
}

/**
 * Reads a run and finds its service in the workspace.
 *
 * @param path Its folder, or the `result.json` in it.
 * @throws {CommandError} If it is no run, or the service is not there.
 */
export async function readRun(workspace: string, path: string): Promise<RunFolder> {
  const given = resolve(workspace, path);
  const directory = given.endsWith('.json') ? dirname(given) : given;
  const result = await readResult(given);
  const { functionKey, service: name } = result.context;
  const service = findService(workspace, name);
  const [start, end] = [`${service.prefix}-`, `-${functionKey}`];
  const { functionName } = result;
  if (!functionName.startsWith(start) || !functionName.endsWith(end))
    throw new CommandError(`${functionName} is no name of ${functionKey} of ${service.name}`);
  const stage = functionName.slice(start.length, -end.length);
  return { directory, name: basename(directory), result, service, functionKey, stage };
}

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

export function writeApplied(directory: string, applied: Applied): void {
  writeFileSync(join(directory, APPLIED), `${JSON.stringify(applied, null, 2)}\n`);
}

/** @throws {CommandError} If the run was not applied. */
export function readApplied(directory: string): Applied {
  const file = join(directory, APPLIED);
  if (readIfThere(file) === undefined)
    throw new CommandError(`${directory} was not applied: there is no ${APPLIED}`);
  const { success, data, error } = appliedSchema.safeParse(
    JSON.parse(readFileSync(file, 'utf8')) as unknown,
  );
  if (success) return data;
  throw new CommandError(`${file}:\n${z.prettifyError(error)}`);
}
