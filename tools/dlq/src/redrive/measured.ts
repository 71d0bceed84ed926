import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { FunctionUsage } from './forecast.ts';

const usageSchema = z.object({
  functions: z.record(
    z.string(),
    z.object({
      memoryMb: z.number(),
      architecture: z.enum(['arm64', 'x86_64']),
      billedMs: z.object({ mean: z.number() }),
      batch: z.object({ messages: z.object({ mean: z.number().positive() }) }).optional(),
    }),
  ),
});

/**
 * What a function was measured to take, from the `usage.json` of its service.
 *
 * @param root Absolute path of the workspace.
 * @param functionName `acado-<service>-<stage>-<key>`
 */
export function measuredUsage(root: string, functionName: string): FunctionUsage | undefined {
  const key = functionName.split('-').at(-1) ?? '';
  const file = globSync('services/*/usage.json', { cwd: root }).find((one) => {
    const service = dirname(one).split(/[/\\]/).at(-1);
    return functionName.startsWith(`acado-${service}-`);
  });
  if (file === undefined) return undefined;
  const { data } = usageSchema.safeParse(JSON.parse(readFileSync(join(root, file), 'utf8')));
  const found = data?.functions[key];
  if (!found) return undefined;
  const { memoryMb, architecture, billedMs, batch } = found;
  return { memoryMb, architecture, billedMs: billedMs.mean, messages: batch?.messages.mean ?? 1 };
}
