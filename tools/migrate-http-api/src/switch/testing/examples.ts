import { join } from 'node:path';
import { STRATEGIES } from '../inputs.ts';
import { makePlan } from '../plan/make-plan.ts';
import { runbookOf } from '../plan/runbook.ts';
import { someInputs } from './some-inputs.ts';

const FOLDER = join(import.meta.dirname, '../../../examples/switch/reports');

/** A plan of each strategy: files and what they hold. */
export const switchExamples = (): [file: string, content: string][] =>
  STRATEGIES.flatMap((strategy) => {
    const basePaths = strategy === 'base-paths' ? ['items', 'orders/v2'] : [''];
    const plan = makePlan(someInputs({ strategy, basePaths }));
    const files = [{ name: 'runbook.md', content: runbookOf(plan) }, ...plan.files];
    return files.map(({ name, content }): [string, string] => [
      join(FOLDER, strategy, name),
      content,
    ]);
  });
