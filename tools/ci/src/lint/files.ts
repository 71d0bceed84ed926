import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkflow, type Workflow } from './workflow.ts';

/** The repository's folder. */
export const root = join(import.meta.dirname, '../../../..');

/** Every workflow and action of this repository. */
export function workflowsHere(): Workflow[] {
  return globSync(['.github/workflows/*.yml', '.github/actions/*/action.yml'], { cwd: root })
    .sort()
    .map((file) => readWorkflow(file, readFileSync(join(root, file), 'utf8')));
}
