import { writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readIfThere } from '@acado/cost/source';
import { planSource, type SourcePlan } from './plan-source.ts';
import type { Settings } from './setting.ts';

/** Which function, and what it is to have. */
export interface ApplyToSource extends Settings {
  /** Absolute path of the workspace. */
  workspace: string;
  /** Relative to it, with `/`: `services/worker-b`. */
  serviceDir: string;
  /** Key of the function in `serverless.yml`. */
  functionKey: string;
  /** Needed where the value differs by stage. */
  stage?: string | undefined;
}

/** Plans the change of a function's size in the files of a workspace. */
export const planInWorkspace = ({ workspace, serviceDir, ...request }: ApplyToSource): SourcePlan =>
  planSource({
    ...request,
    root: posix.normalize(serviceDir).replace(/\/$/, ''),
    read: (file) => readIfThere(join(workspace, file)),
  });

/** Writes what was planned. */
export function writeSource(workspace: string, { files }: SourcePlan): void {
  for (const { file, after } of files) writeFileSync(join(workspace, file), after);
}

/**
 * Changes the size of a function where its service's configuration says it, and nothing else: comments, quotes and
 * blank lines stay, and what is as wanted already is left alone.
 *
 * @throws {CommandError} naming file and line of what cannot be changed without changing more.
 * @example
 * applyToSource({ workspace, serviceDir: 'services/worker-b', functionKey: 'storeOrders', memoryMb: 1024 });
 */
export function applyToSource(request: ApplyToSource): SourcePlan {
  const plan = planInWorkspace(request);
  writeSource(request.workspace, plan);
  return plan;
}
