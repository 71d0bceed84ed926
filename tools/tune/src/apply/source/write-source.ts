import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourcePlan } from './plan-source.ts';

/** Writes what was planned into a workspace. */
export function writeSource(workspace: string, { files }: SourcePlan): void {
  for (const { file, after } of files) writeFileSync(join(workspace, file), after);
}
