import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ErrorBand } from '../report/run-context.ts';

/** Written by `npx node tools/local-cloud/bench/accuracy.ts --json > reports/accuracy.json`. */
const ACCURACY = 'reports/accuracy.json';

const linesSchema = z.array(
  z.looseObject({ function: z.string(), memoryMb: z.number(), deviation: z.number() }),
);

/**
 * How far the local cloud was from what a request really took on AWS, by the last measurement that was committed;
 * nothing where there is none.
 *
 * @param root Absolute path of the workspace.
 */
export function localErrorBand(root: string): ErrorBand | undefined {
  const lines = linesSchema.safeParse(readJsonIfThere(join(root, ACCURACY))).data ?? [];
  // The others are held against a formula, this one against AWS.
  const measured = lines.filter((line) => line.function === 'short request');
  if (measured.length === 0) return undefined;
  const sum = measured.reduce((total, { deviation }) => total + Math.abs(deviation), 0);
  const sizes = measured.map(({ memoryMb }) => memoryMb).sort((a, b) => a - b);
  return {
    duration: sum / measured.length,
    basis: `a CPU-bound request that was measured on AWS at ${sizes.length} sizes from ${sizes[0]} to ${sizes.at(-1)} MB`,
  };
}

function readJsonIfThere(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
